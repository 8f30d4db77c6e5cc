package org.yardmaster.experiment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.yardmaster.data.Sample;
import org.yardmaster.evaluate.EvaluationSpec;
import org.yardmaster.load.BadInputException;
import org.yardmaster.load.Labels;
import org.yardmaster.outcome.Outcome;
import org.yardmaster.stats.Estimate;
import org.yardmaster.stats.Resample;
import org.yardmaster.store.OutcomeReader;

/**
 * Two arms of a gateway's experiment, compared as assigned: whoever answered in the end, fallbacks
 * and explored candidates included, counts for the arm that the call belonged to. Intervals are
 * bootstrapped over groups, which are the units of assignment.
 *
 * @param a mean reward of the acting policy's arm
 * @param difference of the means, arm b less arm a
 * @param unrewarded calls of both arms without grade or cost
 */
public record ArmComparison(String experiment, Arm a, Arm b, Estimate difference, int unrewarded) {
  private static final int FEWEST_GROUPS = 2;

  /** One arm. */
  public record Arm(Estimate mean, int calls, int groups) {}

  private record Call(String group, boolean second, double reward) {}

  /**
   * Compares the arms of an imported journal.
   *
   * @param experiment its name; empty: the only one
   * @throws BadInputException when there is no such experiment, or an arm has too few calls
   */
  public static ArmComparison of(
      Lab lab,
      String datasetId,
      Optional<String> experiment,
      JournalJudgement.Reward reward,
      EvaluationSpec spec) {
    List<Sample> samples = lab.datasets().samples(datasetId);
    String name = name(datasetId, samples, experiment);
    Map<String, Outcome> answered = new HashMap<>();
    new OutcomeReader(lab.database())
        .read(datasetId)
        .forEach(outcome -> answered.put(outcome.sampleId(), outcome));
    List<Call> calls = new ArrayList<>();
    int unrewarded = 0;
    for (Sample sample : samples) {
      String arm = sample.labels().getOrDefault(Labels.ARM, "");
      if (!arm.startsWith(name + ":")) {
        continue;
      }
      Optional<Double> value =
          Optional.ofNullable(answered.get(sample.id()))
              .flatMap(outcome -> JournalJudgement.value(outcome, reward));
      if (value.isPresent()) {
        calls.add(new Call(sample.groupId(), arm.endsWith(":b"), value.get()));
      } else {
        unrewarded++;
      }
    }
    return compared(name, calls, unrewarded, spec);
  }

  private static String name(String datasetId, List<Sample> samples, Optional<String> experiment) {
    TreeSet<String> names = new TreeSet<>();
    for (Sample sample : samples) {
      String arm = sample.labels().getOrDefault(Labels.ARM, "");
      if (arm.contains(":")) {
        names.add(arm.substring(0, arm.indexOf(':')));
      }
    }
    String name = experiment.orElse(names.size() == 1 ? names.first() : "");
    if (!names.contains(name)) {
      throw new BadInputException(
          "Data set (%s) has experiments %s; expected %s.%nMaybe name one by --experiment, or let the gateway run one (routing: {experiment: ...})."
              .formatted(datasetId, names, name.isEmpty() ? "exactly one" : "one called " + name));
    }
    return name;
  }

  private static ArmComparison compared(
      String name, List<Call> calls, int unrewarded, EvaluationSpec spec) {
    Map<String, double[]> sums = new HashMap<>();
    for (Call call : calls) {
      double[] sum = sums.computeIfAbsent(call.group(), unused -> new double[4]);
      int first = call.second() ? 2 : 0;
      sum[first]++;
      sum[first + 1] += call.reward();
    }
    double[][] groups = sums.keySet().stream().sorted().map(sums::get).toArray(double[][]::new);
    int[] inArm = new int[2];
    int[] callsOf = new int[2];
    for (double[] sum : groups) {
      for (int arm = 0; arm < 2; arm++) {
        inArm[arm] += sum[2 * arm] > 0 ? 1 : 0;
        callsOf[arm] += (int) sum[2 * arm];
      }
    }
    if (inArm[0] < FEWEST_GROUPS || inArm[1] < FEWEST_GROUPS) {
      throw new BadInputException(
          "Experiment (%s): %d and %d groups with a reward, %d calls without; expected at least %d in each arm.%nMaybe grade the data set first, or ask for --reward cost."
              .formatted(name, inArm[0], inArm[1], unrewarded, FEWEST_GROUPS));
    }
    Resample resample = new Resample(groups, spec.replicates(), spec.seed(), spec.confidence());
    return new ArmComparison(
        name,
        new Arm(resample.estimate(totals -> mean(totals, 0)), callsOf[0], inArm[0]),
        new Arm(resample.estimate(totals -> mean(totals, 2)), callsOf[1], inArm[1]),
        resample.estimate(totals -> mean(totals, 2) - mean(totals, 0)),
        unrewarded);
  }

  private static double mean(double[] totals, int first) {
    return totals[first + 1] / totals[first];
  }
}
