package org.yardmaster.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.yardmaster.decide.CandidateModel;
import org.yardmaster.decide.Heads;
import org.yardmaster.decide.Policy;

/** Changes a policy without training it again. */
public final class PolicyUpdate {
  private PolicyUpdate() {}

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
    newcomers.provenance().forEach((key, value) -> provenance.put("added." + key, value));
    return new Policy(
        policy.schema(),
        candidates,
        policy.tasks(),
        inserted(policy.words(), own, newcomers.words(), added),
        inserted(policy.tokens(), own, newcomers.tokens(), added),
        policy.rule(),
        provenance);
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
