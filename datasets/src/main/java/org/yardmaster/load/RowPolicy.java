package org.yardmaster.load;

import java.util.ArrayList;
import java.util.List;

/** What to do with a row that cannot be read: stop at once, or set it aside and go on. */
public final class RowPolicy {
  private final boolean skip;
  private final List<Reject> rejects = new ArrayList<>();

  private RowPolicy(boolean skip) {
    this.skip = skip;
  }

  /** The first bad row ends the import. */
  public static RowPolicy strict() {
    return new RowPolicy(false);
  }

  /** Bad rows are collected as rejects. */
  public static RowPolicy skipping() {
    return new RowPolicy(true);
  }

  /**
   * Reports a bad row.
   *
   * @throws BadInputException unless bad rows are skipped
   */
  public void bad(Place place, String found, String expected, String raw) {
    if (!skip) {
      throw new BadInputException(place, found, expected);
    }
    rejects.add(new Reject(place, "found %s; expected %s".formatted(found, expected), raw));
  }

  /** Sets a row aside that a dying writer left unfinished: no fault of the file. */
  void cutOff(Place place, String raw) {
    rejects.add(new Reject(place, "found a line that was cut off; its writer died", raw));
  }

  public List<Reject> rejects() {
    return List.copyOf(rejects);
  }
}
