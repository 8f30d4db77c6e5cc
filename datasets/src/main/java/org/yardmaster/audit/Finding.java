package org.yardmaster.audit;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One thing that is wrong with a data set.
 *
 * @param subject the data set, or data set and candidate, or two data sets
 * @param count how many samples or outcomes are affected; at least 1
 * @param message one sentence for people, with the denominator
 * @param examples ids of some affected samples, in order
 */
public record Finding(
    FindingKind kind, String subject, long count, String message, List<String> examples) {
  public Finding {
    requireNonNull(kind, "kind is null");
    requireNonNull(subject, "subject is null");
    requireNonNull(message, "message is null");
    examples = List.copyOf(examples);
    if (count < 1) {
      throw new IllegalArgumentException("A finding counts at least 1, not %d.".formatted(count));
    }
  }

  public Severity severity() {
    return kind.severity();
  }
}
