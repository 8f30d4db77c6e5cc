package org.yardmaster.reference;

import org.yardmaster.decide.CandidateModel;
import org.yardmaster.decide.Heads;
import org.yardmaster.decide.Policy;
import org.yardmaster.feature.FeatureSchema;

/**
 * What a policy says of a text at its own operating point, one candidate after the other.
 *
 * @param choice index of the chosen candidate
 * @param success probability per candidate
 * @param costUsd expected cost per candidate
 * @param taskScores one per task
 */
public record ReferenceDecision(
    int choice, double[] success, double[] costUsd, double[] taskScores) {

  public static ReferenceDecision of(Policy policy, String text) {
    ReferenceFeatures features = ReferenceFeatures.of(policy.schema(), text);
    int candidates = policy.candidates().size();
    double[] success = new double[candidates];
    double[] costUsd = new double[candidates];
    int choice = 0;
    for (int index = 0; index < candidates; index++) {
      CandidateModel candidate = policy.candidates().get(index);
      success[index] = candidate.calibration().probability(score(policy.words(), index, features));
      double tokens = Math.exp(score(policy.tokens(), index, features));
      costUsd[index] = candidate.price().usd(candidate.inputTokens().at(text.length()), tokens);
      double willingness = policy.rule().ownUsd();
      if (success[index] * willingness - costUsd[index]
          > success[choice] * willingness - costUsd[choice]) {
        choice = index;
      }
    }
    double[] tasks = new double[policy.tasks().size()];
    for (int task = 0; task < tasks.length; task++) {
      tasks[task] = score(policy.words(), candidates + task, features);
    }
    return new ReferenceDecision(choice, success, costUsd, tasks);
  }

  private static double score(Heads heads, int head, ReferenceFeatures features) {
    long words = 0;
    int count = heads.wordWeights().length == 0 ? 0 : features.buckets().size();
    for (int index = 0; index < count; index++) {
      words += heads.wordWeights()[features.buckets().get(index) * heads.heads() + head];
    }
    long counters = 0;
    for (int counter = 0; counter < features.counters().length; counter++) {
      int feature = counter * FeatureSchema.BINS + FeatureSchema.bin(features.counters()[counter]);
      counters += heads.counterWeights()[feature * heads.heads() + head];
    }
    double norm = Math.sqrt(Math.max(1, features.buckets().size()));
    return heads.bias()[head]
        + heads.wordScale()[head] * words / norm
        + heads.counterScale()[head] * counters;
  }
}
