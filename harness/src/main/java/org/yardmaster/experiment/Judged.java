package org.yardmaster.experiment;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.yardmaster.data.Sample;
import org.yardmaster.evaluate.Assignment;
import org.yardmaster.evaluate.Evaluation;
import org.yardmaster.evaluate.EvaluationSpec;
import org.yardmaster.evaluate.Figure;
import org.yardmaster.evaluate.Figures;
import org.yardmaster.evaluate.HeldOutPart;
import org.yardmaster.evaluate.JudgedPolicy;
import org.yardmaster.evaluate.Predictions;
import org.yardmaster.evaluate.PriceSensitivity;
import org.yardmaster.evaluate.Rival;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.stats.NoiseFloor;

/**
 * A judgement and what was judged: enough for every further figure, file and comparison about it.
 *
 * @param table the judged rows
 * @param datasets the data set of each judged row
 * @param learned the judged policy with what it expected; empty where candidates alone were judged
 * @param parts each held-out task or data set by itself; empty for designs that hold out at random
 */
public record Judged(
    Evaluation evaluation,
    OutcomeTable table,
    List<String> datasets,
    Optional<Learned> learned,
    List<HeldOutPart> parts,
    EvaluationSpec spec) {
  private static final double[] PRICE_FACTORS = {0.5, 0.8, 1.25, 2};

  public Judged {
    datasets = List.copyOf(datasets);
    parts = List.copyOf(parts);
  }

  /** What was chosen for one sample of one data set. */
  public record Choice(String dataset, Sample sample, String candidate) {}

  /** Choices and expectations, both for the judged rows. */
  public record Learned(JudgedPolicy policy, Predictions predictions) {
    int[] choice() {
      return switch (policy.assignment()) {
        case Assignment.Fixed fixed -> fixed.choice();
        case Assignment.Cascade cascade -> cascade.answering();
        case Assignment.Mixture mixture ->
            throw new IllegalStateException("A learned policy chooses prompt by prompt.");
      };
    }
  }

  /**
   * The same with what repeated calls tell about luck.
   *
   * @param flipRates by candidate, the share of repeated calls whose grade changed
   */
  public Judged withFlipRates(Map<String, Double> flipRates) {
    List<String> notes =
        flipRates.entrySet().stream()
            .filter(rate -> table.candidateIndex(rate.getKey()) >= 0)
            .map(rate -> noiseFloor(rate.getKey(), rate.getValue()))
            .toList();
    return new Judged(evaluation.withNotes(notes), table, datasets, learned, parts, spec);
  }

  private String noiseFloor(String candidate, double rate) {
    return String.format(
        Locale.ROOT,
        "Noise floor: %.1f %% of repeated calls of %s changed their grade; over %,d prompts, %.2f"
            + " points between two runs of it are luck (%.0f %%).",
        100 * rate,
        candidate,
        evaluation.prompts(),
        100 * NoiseFloor.difference(rate, spec.confidence(), evaluation.prompts()),
        100 * spec.confidence());
  }

  /** Every figure of the metric library for the judged policy; none without one. */
  public List<Figure> figures() {
    return learned
        .map(
            found -> Figures.of(table, List.of(found.policy()), List.of(found.predictions()), spec))
        .orElse(List.of());
  }

  /** The judged policy against every baseline, corrected for their number; none without one. */
  public List<Rival> rivals() {
    return learned.map(found -> Rival.of(table, found.policy(), spec)).orElse(List.of());
  }

  /** The verdict at other prices of each candidate; none without a policy or without prices. */
  public List<PriceSensitivity.Scenario> priceSensitivity() {
    return learned
        .filter(found -> evaluation.policies().stream().anyMatch(one -> one.usdPer1k().isPresent()))
        .map(found -> PriceSensitivity.of(table, found.policy(), PRICE_FACTORS, spec))
        .orElse(List.of());
  }

  /** The chosen candidates in the order of the table; none where no policy was judged. */
  public List<Choice> choices() {
    return learned.map(found -> choices(found.choice())).orElse(List.of());
  }

  private List<Choice> choices(int[] choice) {
    return IntStream.range(0, choice.length)
        .mapToObj(
            row ->
                new Choice(
                    datasets.get(row),
                    table.samples().get(row),
                    table.candidates().get(choice[row]).id()))
        .toList();
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
