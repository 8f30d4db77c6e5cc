package org.yardmaster.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Places labels beside points so that none covers another label, a mark or the frame; lines are
 * avoided where possible. Greedy: whoever asks first chooses first.
 */
final class Labels {
  private static final double HEIGHT = 13;
  private static final double[][] SIDES = {
    {1, 0}, {-1, 0}, {0, -1}, {0, 1}, {1, -1}, {-1, -1}, {1, 1}, {-1, 1}
  };
  private static final double[] DISTANCES = {8, 17, 28, 42, 60, 80};

  /** What it costs to stand one step further away, and to stand on a line. */
  private static final double FURTHER = 10;

  private static final double CROSSING = 9;

  private final Box frame;
  private final int distances;
  private final List<Box> taken = new ArrayList<>();
  private final List<Box> lines = new ArrayList<>();

  /**
   * Nothing is placed yet.
   *
   * @param crowded true where there is so little room that a label far from its point would only
   *     confuse: such points stay without one
   */
  Labels(double left, double top, double right, double bottom, boolean crowded) {
    this.frame = new Box(left, top, right, bottom);
    this.distances = crowded ? 2 : DISTANCES.length;
  }

  /** A rectangle in pixels. */
  record Box(double left, double top, double right, double bottom) {
    boolean meets(Box other) {
      return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }

    boolean inside(Box other) {
      return left >= other.left
          && right <= other.right
          && top >= other.top
          && bottom <= other.bottom;
    }
  }

  /** Where a label goes: baseline and anchor as SVG wants them. */
  record Placed(double x, double y, String anchor, boolean far) {}

  void block(double x, double y, double radius) {
    taken.add(new Box(x - radius, y - radius, x + radius, y + radius));
  }

  void avoid(double x, double y) {
    lines.add(new Box(x - 2, y - 2, x + 2, y + 2));
  }

  private record Choice(Placed placed, Box box, double price) {}

  /** The best free place near a point, or none. */
  Optional<Placed> place(double x, double y, double width) {
    List<Choice> free = new ArrayList<>();
    for (int distance = 0; distance < distances; distance++) {
      for (int side = 0; side < SIDES.length; side++) {
        Placed placed = at(x, y, SIDES[side], DISTANCES[distance], distance > 0);
        Box box = box(placed, width);
        double crossing = lines.stream().anyMatch(box::meets) ? CROSSING : 0;
        if (box.inside(frame) && taken.stream().noneMatch(box::meets)) {
          free.add(new Choice(placed, box, FURTHER * distance + side + crossing));
        }
      }
    }
    Optional<Choice> best = free.stream().min(Comparator.comparingDouble(Choice::price));
    best.ifPresent(choice -> taken.add(choice.box()));
    return best.map(Choice::placed);
  }

  private static Placed at(double x, double y, double[] side, double distance, boolean far) {
    String anchor = side[0] > 0 ? "start" : side[0] < 0 ? "end" : "middle";
    double across = side[1] == 0 ? distance : distance * 0.75;
    double down = side[0] == 0 ? distance + 4 : distance * 0.85;
    return new Placed(x + side[0] * across, y + 4 + side[1] * down, anchor, far);
  }

  private static Box box(Placed placed, double width) {
    double left =
        switch (placed.anchor()) {
          case "start" -> placed.x();
          case "end" -> placed.x() - width;
          default -> placed.x() - width / 2;
        };
    double baseline = placed.y();
    return new Box(left - 2, baseline - HEIGHT + 2, left + width + 2, baseline + 4);
  }
}
