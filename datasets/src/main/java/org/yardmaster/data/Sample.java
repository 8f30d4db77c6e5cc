package org.yardmaster.data;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One labelled prompt of a data set.
 *
 * @param id unique within the data set
 * @param prompt what a router may see
 * @param target what a grader compares an answer with
 * @param task the kind of work, in the data set's own words
 * @param groupId samples of one group (paraphrases, turns, one template) never span two splits
 * @param publishedSplit the split its source assigned, if any
 * @param labels further facts in sorted order, such as {@code language} or {@code difficulty}
 */
public record Sample(
    String id,
    Prompt prompt,
    Target target,
    String task,
    String groupId,
    PublishedSplit publishedSplit,
    Map<String, String> labels) {
  public Sample {
    requireNonNull(id, "id is null");
    requireNonNull(prompt, "prompt is null");
    requireNonNull(target, "target is null");
    requireNonNull(task, "task is null");
    requireNonNull(groupId, "groupId is null");
    requireNonNull(publishedSplit, "publishedSplit is null");
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    if (id.isBlank() || task.isBlank() || groupId.isBlank()) {
      throw new IllegalArgumentException(
          "Sample (%s) needs an id, a task (%s) and a groupId (%s).".formatted(id, task, groupId));
    }
  }
}
