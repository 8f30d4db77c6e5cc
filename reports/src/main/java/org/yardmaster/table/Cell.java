package org.yardmaster.table;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.yardmaster.stats.Estimate;

/** One cell of a table. */
public sealed interface Cell {

  /** Words, possibly from strangers. */
  record Text(String text) implements Cell {
    public Text {
      requireNonNull(text, "text is null");
    }
  }

  /**
   * A finite number.
   *
   * @param path JSON pointer to the same number in the JSON twin; empty where there is none
   */
  record Figure(String path, Unit unit, double value) implements Cell {
    public Figure {
      requireNonNull(path, "path is null");
      requireNonNull(unit, "unit is null");
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("Figure (%s) at (%s).".formatted(value, path));
      }
    }
  }

  /**
   * A number with its interval.
   *
   * @param path JSON pointer to the value; the interval stands beside it, at {@code path +
   *     "Interval"}
   */
  record Ranged(String path, Unit unit, Estimate estimate) implements Cell {
    public Ranged {
      requireNonNull(path, "path is null");
      requireNonNull(unit, "unit is null");
      requireNonNull(estimate, "estimate is null");
    }
  }

  /** Nothing is known here. */
  record Missing(String reason) implements Cell {
    public Missing {
      requireNonNull(reason, "reason is null");
    }
  }

  static Cell text(String text) {
    return new Text(text);
  }

  /** A number outside any report. */
  static Cell figure(Unit unit, double value) {
    return figure("", unit, value);
  }

  static Cell figure(String path, Unit unit, double value) {
    return Double.isFinite(value) ? new Figure(path, unit, value) : new Missing("unknown");
  }

  static Cell figure(String path, Unit unit, Optional<Double> value) {
    return value.map(known -> figure(path, unit, known)).orElse(new Missing("unknown"));
  }

  static Cell ranged(String path, Unit unit, Estimate estimate) {
    return new Ranged(path, unit, estimate);
  }

  static Cell ranged(String path, Unit unit, Optional<Estimate> estimate) {
    return estimate
        .<Cell>map(known -> new Ranged(path, unit, known))
        .orElse(new Missing("unknown"));
  }

  /** JSON pointer to the same number in the JSON twin; empty where there is none. */
  default String pointer() {
    return switch (this) {
      case Figure(String path, Unit unit, double value) -> path;
      case Ranged(String path, Unit unit, Estimate estimate) -> path;
      case Text text -> "";
      case Missing missing -> "";
    };
  }

  /**
   * The same as a cell of a table that is its own twin, where a number with an interval is an
   * object.
   */
  default Cell keyed(String pointer) {
    return switch (this) {
      case Figure(String path, Unit unit, double value) -> new Figure(pointer, unit, value);
      case Ranged(String path, Unit unit, Estimate estimate) ->
          new Ranged(pointer + "/value", unit, estimate);
      case Text text -> text;
      case Missing missing -> missing;
    };
  }

  /** What people read; one line, nothing escaped. */
  default String shown() {
    return switch (this) {
      case Text(String text) -> Plain.oneLine(text);
      case Figure(String path, Unit unit, double value) -> Numbers.format(unit, value);
      case Ranged(String path, Unit unit, Estimate estimate) -> Numbers.format(unit, estimate);
      case Missing missing -> "-";
    };
  }
}
