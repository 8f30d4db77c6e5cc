package org.yardmaster.chart;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a cost-quality chart shows.
 *
 * @param horizontal title of the cost axis, with unit
 * @param vertical title of the quality axis, with unit
 * @param marks single points, the most important first: labels are placed in this order
 * @param stops points that a slider can select, in its order
 */
public record Plot(
    Frame frame,
    String horizontal,
    String vertical,
    List<Line> lines,
    List<Mark> marks,
    List<Spot> stops)
    implements Chart {
  public Plot {
    requireNonNull(frame, "frame is null");
    requireNonNull(horizontal, "horizontal is null");
    requireNonNull(vertical, "vertical is null");
    lines = List.copyOf(lines);
    marks = List.copyOf(marks);
    stops = List.copyOf(stops);
  }

  @Override
  public void write(Markup markup, Size size) {
    CostQualityChart.write(markup, this, size);
  }

  /** A point: USD per 1,000 prompts, and quality in [0, 1]. */
  public record Spot(double usd, double quality) {}

  /** How a line or mark is drawn; the style sheet has a class of the same name. */
  public enum Look {
    LEARNED,
    BASELINE,
    ORACLE,
    CANDIDATE,
    CHOSEN;

    String style() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Spots in order of rising cost; between two of them, mixing at random gives the chord. */
  public record Line(String label, Look look, List<Spot> spots) {
    public Line {
      requireNonNull(label, "label is null");
      requireNonNull(look, "look is null");
      spots = List.copyOf(spots);
    }
  }

  /**
   * A labelled spot.
   *
   * @param quality lower and upper end of the interval of its quality
   */
  public record Mark(String label, Look look, Spot spot, Optional<Range> quality) {
    public Mark {
      requireNonNull(label, "label is null");
      requireNonNull(look, "look is null");
      requireNonNull(spot, "spot is null");
      requireNonNull(quality, "quality is null");
    }
  }

  /** Two ends of an interval. */
  public record Range(double low, double high) {}
}
