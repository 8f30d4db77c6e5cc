package org.yardmaster.evaluate;

import static java.util.Objects.requireNonNull;

import org.yardmaster.stats.Estimate;

/**
 * One published figure of merit with its interval.
 *
 * @param subject id of the policy or predictor it speaks of
 * @param name as its authors call it, for instance {@code Gain@B}
 * @param source arXiv id or author and year
 */
public record Figure(String subject, String name, String source, Estimate value) {
  public Figure {
    requireNonNull(subject, "subject is null");
    requireNonNull(name, "name is null");
    requireNonNull(source, "source is null");
    requireNonNull(value, "value is null");
  }
}
