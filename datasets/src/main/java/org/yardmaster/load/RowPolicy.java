package org.yardmaster.load;

import static java.util.Objects.requireNonNull;

import java.util.function.Consumer;

/**
 * What to do with a row that cannot be read: stop at once, or set it aside and go on. Counts the
 * rows that were read and those that were refused.
 */
public final class RowPolicy {
  private final boolean skips;
  private final Consumer<Reject> rejects;
  private long read;
  private int refused;

  private RowPolicy(boolean skips, Consumer<Reject> rejects) {
    this.skips = skips;
    this.rejects = requireNonNull(rejects, "rejects is null");
  }

  /** The first bad row ends the import. */
  public static RowPolicy strict() {
    return new RowPolicy(false, RowPolicy::stop);
  }

  private static void stop(Reject reject) {
    throw new BadInputException("%s: %s.".formatted(reject.place(), reject.problem()));
  }

  /** Bad rows are handed over as they are found, and the import goes on. */
  public static RowPolicy skipping(Consumer<Reject> rejects) {
    return new RowPolicy(true, rejects);
  }

  /** True when bad rows are set aside: whoever reports one should have its text at hand. */
  public boolean skips() {
    return skips;
  }

  /**
   * Reports a bad row.
   *
   * @throws BadInputException unless bad rows are skipped
   */
  public void bad(Place place, String found, String expected, String raw) {
    refused++;
    rejects.accept(new Reject(place, "found %s; expected %s".formatted(found, expected), raw));
  }

  /**
   * Sets a row aside that a dying writer left unfinished: no fault of the file, so it ends no
   * import.
   */
  void cutOff(Place place, String raw) {
    refused++;
    if (skips) {
      rejects.accept(new Reject(place, "found a line that was cut off; its writer died", raw));
    }
  }

  /** Counts rows that were read, good or bad. */
  public void read(long rows) {
    read += rows;
  }

  /** How many rows were read, good or bad. */
  public long read() {
    return read;
  }

  public int refused() {
    return refused;
  }
}
