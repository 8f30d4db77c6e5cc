package org.yardmaster.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.yardmaster.data.Split;
import org.yardmaster.decide.CandidateModel;
import org.yardmaster.decide.Policy;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.train.PolicyTrainer;
import org.yardmaster.train.PolicyUpdate;
import org.yardmaster.train.Progress;
import org.yardmaster.train.TrainSpec;

/**
 * Changes a policy by newer outcomes without training it again: candidates that it does not know
 * are learned alone and added; without such, probabilities and operating point are fitted on
 * prompts that it has not seen. The test split is not touched.
 */
public final class UpdateRun {
  private static final int FEWEST_PROMPTS = 30;

  private final Lab lab;
  private final Progress progress;

  public UpdateRun(Lab lab, Progress progress) {
    this.lab = lab;
    this.progress = progress;
  }

  /**
   * What came out.
   *
   * @param added ids of the new candidates; none when the known ones were calibrated again
   * @param prompts learned from or calibrated on
   * @param leftOut candidates without a cost
   */
  public record Result(Policy policy, List<String> added, int prompts, List<String> leftOut) {}

  /**
   * Updates.
   *
   * @param candidateIds the candidates to look at; empty for all that have a cost
   * @param spec how new candidates are learned: with the factors' learner from what the policy
   *     expects of its own candidates, with any other by themselves
   * @throws IllegalArgumentException when the data set forbids training, lacks a candidate that is
   *     to be calibrated, or has too few prompts that the policy has not seen
   */
  public Result update(Policy policy, String datasetId, List<String> candidateIds, TrainSpec spec) {
    TrainRun.Lesson lesson = new TrainRun(lab, progress).lesson(datasetId, candidateIds);
    int[] newcomers =
        IntStream.range(0, lesson.table().candidateCount())
            .filter(index -> policy.indexOf(lesson.table().candidates().get(index).id()) < 0)
            .toArray();
    return newcomers.length > 0
        ? added(policy, lesson, newcomers, spec)
        : recalibrated(policy, lesson, candidateIds);
  }

  private Result added(Policy policy, TrainRun.Lesson lesson, int[] newcomers, TrainSpec spec) {
    OutcomeTable table = lesson.table().columns(newcomers).rows(lesson.learnable());
    int[] train = answered(table, Selection.rows(table, Set.of(Split.TRAIN)));
    int[] calibration = answered(table, Selection.rows(table, Set.of(Split.CALIBRATION)));
    int prompts = train.length + calibration.length;
    requireEnough(prompts, lesson.table().datasetId(), "that the new candidates answered");
    progress.at("learning %d new candidates from %,d prompts".formatted(newcomers.length, prompts));
    TrainRun.Lesson own = new TrainRun.Lesson(table, train, calibration, lesson.leftOut());
    Policy alone =
        new PolicyTrainer(table, lab.prices(), spec, policy.schema())
            .train(own.learnable(), TrainRun.facts(own, spec));
    Policy learned =
        spec.learner() == TrainSpec.Learner.FACTORS
            ? PolicyUpdate.sharing(policy, alone, table, own.learnable(), spec)
            : alone;
    Policy both = PolicyUpdate.withCandidates(policy, learned);
    SeenPrompts seen = SeenPrompts.of(policy).with(SeenPrompts.of(learned));
    return new Result(
        named(both, both.provenance(), seen),
        learned.candidates().stream().map(CandidateModel::id).toList(),
        prompts,
        lesson.leftOut());
  }

  private static int[] answered(OutcomeTable table, int[] rows) {
    return Arrays.stream(rows)
        .filter(
            row ->
                IntStream.range(0, table.candidateCount())
                    .anyMatch(candidate -> table.present(candidate, row)))
        .toArray();
  }

  private Result recalibrated(Policy policy, TrainRun.Lesson lesson, List<String> candidateIds) {
    if (!candidateIds.isEmpty()) {
      throw new IllegalArgumentException(
          "The policy knows %s already, and calibration needs all of its candidates.\nMaybe leave out --candidates."
              .formatted(candidateIds));
    }
    List<String> ids = policy.candidates().stream().map(CandidateModel::id).toList();
    OutcomeTable table = Selection.candidates(lesson.table(), ids);
    SeenPrompts before = SeenPrompts.of(policy);
    int[] rows =
        IntStream.concat(Arrays.stream(lesson.train()), Arrays.stream(lesson.calibration()))
            .filter(row -> !before.contains(table.samples().get(row)))
            .sorted()
            .toArray();
    requireEnough(rows.length, table.datasetId(), "that the policy has not seen");
    progress.at("calibrating on %,d prompts".formatted(rows.length));
    Policy later = PolicyUpdate.recalibrated(policy, table, rows, TrainSpec.STANDARD);
    Map<String, String> facts = new TreeMap<>(policy.provenance());
    facts.put("recalibrated on", "%s, %d prompts".formatted(table.datasetId(), rows.length));
    return new Result(
        named(later, facts, before.with(SeenPrompts.of(table, rows))),
        List.of(),
        rows.length,
        lesson.leftOut());
  }

  private static void requireEnough(int prompts, String datasetId, String which) {
    if (prompts < FEWEST_PROMPTS) {
      throw new IllegalArgumentException(
          "Data set %s has %d prompts outside its test split %s; expected at least %d."
              .formatted(datasetId, prompts, which, FEWEST_PROMPTS));
    }
  }

  private static Policy named(Policy policy, Map<String, String> facts, SeenPrompts seen) {
    Map<String, String> provenance = SeenPrompts.without(facts);
    provenance.putAll(seen.facts());
    return new Policy(
        policy.schema(),
        policy.candidates(),
        policy.tasks(),
        policy.words(),
        policy.tokens(),
        policy.rule(),
        provenance);
  }
}
