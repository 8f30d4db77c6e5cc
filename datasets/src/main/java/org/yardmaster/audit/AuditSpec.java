package org.yardmaster.audit;

import static java.util.Objects.requireNonNull;

import org.yardmaster.data.Splitter;

/**
 * What counts as a finding.
 *
 * @param splitter how samples will be split
 * @param similarity least Jaccard similarity of character 5-grams that makes two prompts near
 *     duplicates, in (0, 1]
 * @param coverageFloor least share of a data set's samples that a candidate should have a grade for
 * @param examples how many sample ids a finding names
 */
public record AuditSpec(Splitter splitter, double similarity, double coverageFloor, int examples) {
  public static final AuditSpec STANDARD = new AuditSpec(Splitter.STANDARD, 0.8, 0.9, 5);

  public AuditSpec {
    requireNonNull(splitter, "splitter is null");
    if (!(similarity > 0 && similarity <= 1) || !(coverageFloor >= 0 && coverageFloor <= 1)) {
      throw new IllegalArgumentException(
          "Similarity (%s) must be in (0, 1] and coverage floor (%s) in [0, 1]."
              .formatted(similarity, coverageFloor));
    }
  }
}
