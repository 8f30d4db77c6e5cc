package org.yardmaster.audit;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.yardmaster.data.PublishedSplit;
import org.yardmaster.data.Split;

/** Equal and similar prompts where there should be none. */
final class LeakAudit {
  /** The length that told published data sets apart in practice: a question, not a template. */
  private static final int OPENING = 80;

  private final PromptTexts prompts;
  private final AuditSpec spec;
  private final Clusters exact;
  private final Clusters near;
  private final List<Finding> findings = new ArrayList<>();

  LeakAudit(List<AuditedSet> audited, AuditSpec spec) {
    this.prompts = PromptTexts.of(audited);
    this.spec = spec;
    this.exact = DuplicateFinder.exact(prompts.texts());
    this.near = DuplicateFinder.near(prompts.bare(), exact, spec.similarity());
  }

  List<Finding> findings() {
    for (int set = 0; set < prompts.datasetIds().size(); set++) {
      within(set);
    }
    Clusters opening = DuplicateFinder.sameOpening(prompts.bare(), OPENING);
    for (int left = 0; left < prompts.datasetIds().size(); left++) {
      for (int right = left + 1; right < prompts.datasetIds().size(); right++) {
        overlap(FindingKind.DATASET_OVERLAP_EXACT, exact, left, right, "equal");
        overlap(FindingKind.DATASET_OVERLAP_NEAR, near, left, right, "nearly equal");
        overlap(
            FindingKind.DATASET_OVERLAP_OPENING,
            opening,
            left,
            right,
            "the same first %d characters in".formatted(OPENING));
      }
    }
    return findings;
  }

  private void within(int set) {
    IntPredicate own = index -> prompts.sets().get(index) == set;
    String id = prompts.datasetIds().get(set);
    repeats(FindingKind.EXACT_DUPLICATES, id, own, exact, false);
    repeats(FindingKind.NEAR_DUPLICATES, id, own, near, true);
    IntPredicate publishedTest = own.and(published(PublishedSplit.TEST));
    IntPredicate publishedTrain = own.and(published(PublishedSplit.TRAIN));
    String message = "%d of %d published test prompts are %s to published training prompts";
    leak(
        FindingKind.PUBLISHED_SPLIT_LEAK_EXACT,
        id,
        publishedTest,
        publishedTrain,
        exact,
        message,
        "equal");
    leak(
        FindingKind.PUBLISHED_SPLIT_LEAK_NEAR,
        id,
        publishedTest,
        publishedTrain,
        near,
        message,
        "equal or nearly equal");
    IntPredicate test = own.and(index -> split(index) == Split.TEST);
    IntPredicate train = own.and(index -> split(index) == Split.TRAIN);
    String ours = "%d of %d test prompts are %s to training prompts of our split";
    leak(FindingKind.SPLIT_LEAK_EXACT, id, test, train, exact, ours, "equal");
    leak(FindingKind.SPLIT_LEAK_NEAR, id, test, train, near, ours, "equal or nearly equal");
  }

  private IntPredicate published(PublishedSplit split) {
    return index -> prompts.samples().get(index).publishedSplit() == split;
  }

  private Split split(int index) {
    return spec.splitter().split(prompts.samples().get(index).groupId());
  }

  /** Samples beyond the first of their cluster; of several groups only, when so wanted. */
  private void repeats(
      FindingKind kind, String id, IntPredicate own, Clusters clusters, boolean acrossGroups) {
    Map<Integer, String> firstGroup = new HashMap<>();
    BitSet repeated = new BitSet();
    indices(own)
        .forEach(
            index -> {
              String group = prompts.samples().get(index).groupId();
              String first = firstGroup.putIfAbsent(clusters.of(index), group);
              if (first != null && !(acrossGroups && first.equals(group))) {
                repeated.set(index);
              }
            });
    String message =
        acrossGroups
            ? "%d of %d prompts are nearly equal to an earlier one of another group"
            : "%d of %d prompts are equal to an earlier one";
    report(kind, id, repeated, message.formatted(repeated.cardinality(), indices(own).count()));
  }

  private void leak(
      FindingKind kind,
      String id,
      IntPredicate test,
      IntPredicate train,
      Clusters clusters,
      String message,
      String how) {
    BitSet leaked = sharing(test, train, clusters);
    report(kind, id, leaked, message.formatted(leaked.cardinality(), indices(test).count(), how));
  }

  private void overlap(FindingKind kind, Clusters clusters, int leftSet, int rightSet, String how) {
    IntPredicate left = index -> prompts.sets().get(index) == leftSet;
    IntPredicate right = index -> prompts.sets().get(index) == rightSet;
    BitSet shared = sharing(left, right, clusters);
    String leftId = prompts.datasetIds().get(leftSet);
    String rightId = prompts.datasetIds().get(rightSet);
    report(
        kind,
        leftId + " ~ " + rightId,
        shared,
        "%d of %d prompts of %s have %s prompts in %s (%d of its %d)"
            .formatted(
                shared.cardinality(),
                indices(left).count(),
                leftId,
                how,
                rightId,
                sharing(right, left, clusters).cardinality(),
                indices(right).count()));
  }

  /** The first kind of indices that share a cluster with one of the second kind. */
  private BitSet sharing(IntPredicate here, IntPredicate there, Clusters clusters) {
    BitSet seen = new BitSet();
    indices(there).forEach(index -> seen.set(clusters.of(index)));
    BitSet shared = new BitSet();
    indices(here).filter(index -> seen.get(clusters.of(index))).forEach(shared::set);
    return shared;
  }

  private IntStream indices(IntPredicate chosen) {
    return IntStream.range(0, prompts.size()).filter(chosen);
  }

  private void report(FindingKind kind, String subject, BitSet affected, String message) {
    if (!affected.isEmpty()) {
      List<String> examples =
          affected.stream()
              .limit(spec.examples())
              .mapToObj(index -> prompts.samples().get(index).id())
              .toList();
      findings.add(new Finding(kind, subject, affected.cardinality(), message + ".", examples));
    }
  }
}
