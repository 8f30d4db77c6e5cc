package org.yardmaster.data;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Where a data set came from and what it may be used for.
 *
 * @param id as used by every command, for instance {@code routellm-mmlu}
 * @param title one line for people
 * @param source who published it, with repository or paper
 * @param licence SPDX id, or words where there is none
 * @param evaluationOnly true when the source forbids training: {@code train} then refuses it
 * @param goodFor what questions it can answer
 * @param contamination known overlap with training data or with other data sets
 * @param defects known faults of labels, prices or texts
 * @param splitRule how its samples are split
 */
public record DatasetCard(
    String id,
    String title,
    String source,
    String licence,
    boolean evaluationOnly,
    String goodFor,
    List<String> contamination,
    List<String> defects,
    String splitRule) {
  public DatasetCard {
    requireNonNull(title, "title is null");
    requireNonNull(source, "source is null");
    requireNonNull(licence, "licence is null");
    requireNonNull(goodFor, "goodFor is null");
    requireNonNull(splitRule, "splitRule is null");
    contamination = List.copyOf(contamination);
    defects = List.copyOf(defects);
    if (!id.matches("[a-z0-9][a-z0-9._-]*")) {
      throw new IllegalArgumentException(
          "Data set id (%s) must be lower-case letters, digits, dots and dashes.".formatted(id));
    }
  }
}
