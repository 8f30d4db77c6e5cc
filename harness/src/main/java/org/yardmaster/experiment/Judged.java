package org.yardmaster.experiment;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.yardmaster.data.Sample;
import org.yardmaster.evaluate.Assignment;
import org.yardmaster.evaluate.Evaluation;
import org.yardmaster.evaluate.EvaluationSpec;
import org.yardmaster.evaluate.Figure;
import org.yardmaster.evaluate.Figures;
import org.yardmaster.evaluate.JudgedPolicy;
import org.yardmaster.evaluate.Predictions;
import org.yardmaster.evaluate.PriceSensitivity;
import org.yardmaster.outcome.OutcomeTable;

/**
 * A judgement and what was judged: enough for every further figure, file and comparison about it.
 *
 * @param table the judged rows
 * @param learned the judged policy with what it expected; empty where candidates alone were judged
 */
public record Judged(
    Evaluation evaluation, OutcomeTable table, Optional<Learned> learned, EvaluationSpec spec) {
  private static final double[] PRICE_FACTORS = {0.5, 0.8, 1.25, 2};

  /** Choices and expectations, both for the judged rows. */
  public record Learned(JudgedPolicy policy, Predictions predictions) {
    int[] choice() {
      return switch (policy.assignment()) {
        case Assignment.Fixed fixed -> fixed.choice();
        case Assignment.Mixture mixture ->
            throw new IllegalStateException("A learned policy chooses prompt by prompt.");
      };
    }
  }

  /** Every figure of the metric library for the judged policy; none without one. */
  public List<Figure> figures() {
    return learned
        .map(
            found -> Figures.of(table, List.of(found.policy()), List.of(found.predictions()), spec))
        .orElse(List.of());
  }

  /** The verdict at other prices of each candidate; none without a policy or without prices. */
  public List<PriceSensitivity.Scenario> priceSensitivity() {
    return learned
        .filter(found -> evaluation.policies().stream().anyMatch(one -> one.usdPer1k().isPresent()))
        .map(found -> PriceSensitivity.of(table, found.policy(), PRICE_FACTORS, spec))
        .orElse(List.of());
  }

  /** Sample to the id of the chosen candidate, in the order of the table. */
  public Map<Sample, String> choices() {
    Map<Sample, String> choices = new LinkedHashMap<>();
    learned.ifPresent(
        found -> {
          int[] choice = found.choice();
          for (int row = 0; row < choice.length; row++) {
            choices.put(table.samples().get(row), table.candidates().get(choice[row]).id());
          }
        });
    return choices;
  }

  /** SHA-256 of the judged prompts, candidates, grades, costs and latencies, 64 hex digits. */
  public String outcomesDigest() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      table
          .samples()
          .forEach(
              sample -> update(digest, sample.id(), sample.groupId(), sample.prompt().digest()));
      for (int candidate = 0; candidate < table.candidateCount(); candidate++) {
        update(digest, table.candidates().get(candidate).id());
        Stream.of(
                table.quality(candidate), table.costUsd(candidate), table.latencySeconds(candidate))
            .forEach(column -> update(digest, column));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("Every JDK has SHA-256.", missing);
    }
  }

  private static void update(MessageDigest digest, String... texts) {
    for (String text : texts) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
      digest.update(bytes);
    }
  }

  private static void update(MessageDigest digest, double[] column) {
    ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * column.length);
    for (double value : column) {
      bytes.putDouble(value);
    }
    digest.update(bytes.array());
  }
}
