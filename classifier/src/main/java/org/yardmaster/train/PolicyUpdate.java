package org.yardmaster.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.yardmaster.decide.CandidateModel;
import org.yardmaster.decide.Heads;
import org.yardmaster.decide.Policy;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.outcome.OutcomeTable;

/** Changes a policy without training it again. */
public final class PolicyUpdate {
  private static final String ADDED = "added %d.";

  private PolicyUpdate() {}

  /**
   * The policy with probabilities and operating point fitted on newer outcomes; its weights, and so
   * the order in which it prefers prompts for a candidate, stay the same.
   *
   * @param table outcomes of the policy's candidates, in the policy's order
   * @param rows prompts that the policy has not learned from
   */
  public static Policy recalibrated(Policy policy, OutcomeTable table, int[] rows, TrainSpec spec) {
    List<String> own = policy.candidates().stream().map(CandidateModel::id).toList();
    if (!own.equals(table.candidates().stream().map(Candidate::id).toList())) {
      throw new IllegalArgumentException(
          "Outcomes are of %s; expected those of the policy's candidates %s."
              .formatted(table.candidates().stream().map(Candidate::id).toList(), own));
    }
    return Calibrator.fit(Calibrator.raw(policy, table, rows), table, rows, spec.threshold())
        .applied(policy);
  }

  /**
   * Newcomers whose success is an intercept and few slopes on what the policy expects of its own
   * candidates: few outcomes teach that much.
   *
   * @param newcomers a policy trained on the new candidates alone with the same feature schema; its
   *     costs and latencies stay
   * @param table outcomes of the new candidates, in the order of the newcomers; none but prompts
   *     that may be looked at
   * @param learnable those that a new candidate answered
   */
  public static Policy sharing(
      Policy policy, Policy newcomers, OutcomeTable table, int[] learnable, TrainSpec spec) {
    return new Newcomers(policy, table, spec).joining(newcomers, learnable, spec);
  }

  /**
   * The policy with the candidates of another one added behind its own; what it expects of its own
   * candidates stays the same to the last bit, and so does its operating point.
   *
   * @param newcomers a policy trained on the new candidates alone, perhaps on fewer prompts, with
   *     the same feature schema
   */
  public static Policy withCandidates(Policy policy, Policy newcomers) {
    if (!policy.schema().equals(newcomers.schema())) {
      throw new IllegalArgumentException(
          "Policies read different features (%s and %s); train the new candidates with %s."
              .formatted(policy.schema(), newcomers.schema(), policy.schema()));
    }
    for (CandidateModel candidate : newcomers.candidates()) {
      if (policy.indexOf(candidate.id()) >= 0) {
        throw new IllegalArgumentException(
            "Policy has candidate (%s) already.".formatted(candidate.id()));
      }
    }
    List<CandidateModel> candidates = new ArrayList<>(policy.candidates());
    candidates.addAll(newcomers.candidates());
    int own = policy.candidates().size();
    int added = newcomers.candidates().size();
    Map<String, String> provenance = new TreeMap<>(policy.provenance());
    String prefix = freePrefix(provenance);
    newcomers.provenance().forEach((key, value) -> provenance.put(prefix + key, value));
    return new Policy(
        policy.schema(),
        candidates,
        policy.tasks(),
        inserted(policy.words(), own, newcomers.words(), added),
        inserted(policy.tokens(), own, newcomers.tokens(), added),
        policy.rule(),
        provenance);
  }

  /** Names the addition: the first, the second, and so on. */
  private static String freePrefix(Map<String, String> provenance) {
    int number = 1;
    while (contains(provenance, ADDED.formatted(number))) {
      number++;
    }
    return ADDED.formatted(number);
  }

  private static boolean contains(Map<String, String> provenance, String prefix) {
    return provenance.keySet().stream().anyMatch(key -> key.startsWith(prefix));
  }

  /**
   * The first {@code own} heads, then the first {@code added} of the other bundle, then the rest.
   */
  private static Heads inserted(Heads heads, int own, Heads others, int added) {
    int[] source =
        IntStream.concat(
                IntStream.concat(
                    IntStream.range(0, own), IntStream.range(0, added).map(at -> -1 - at)),
                IntStream.range(own, heads.heads()))
            .toArray();
    return new Heads(
        source.length,
        columns(heads.wordWeights(), heads.heads(), others.wordWeights(), others.heads(), source),
        columns(
            heads.counterWeights(), heads.heads(), others.counterWeights(), others.heads(), source),
        picked(heads.wordScale(), others.wordScale(), source),
        picked(heads.counterScale(), others.counterScale(), source),
        picked(heads.bias(), others.bias(), source));
  }

  /** Columns of two matrices side by side; source -1 - c is column c of the second. */
  private static short[] columns(
      short[] first, int firstWidth, short[] second, int secondWidth, int[] source) {
    int rows = first.length / firstWidth;
    short[] result = new short[rows * source.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < source.length; column++) {
        int from = source[column];
        result[row * source.length + column] =
            from >= 0 ? first[row * firstWidth + from] : second[row * secondWidth - 1 - from];
      }
    }
    return result;
  }

  private static double[] picked(double[] first, double[] second, int[] source) {
    return IntStream.of(source)
        .mapToDouble(from -> from >= 0 ? first[from] : second[-1 - from])
        .toArray();
  }
}
