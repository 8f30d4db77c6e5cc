package org.yardmaster.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.yardmaster.data.Sample;
import org.yardmaster.decide.Calibration;
import org.yardmaster.decide.CandidateModel;
import org.yardmaster.decide.Heads;
import org.yardmaster.decide.Line;
import org.yardmaster.decide.ListPrice;
import org.yardmaster.decide.Policy;
import org.yardmaster.decide.WillingnessToPay;
import org.yardmaster.feature.FeatureSchema;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.price.Price;
import org.yardmaster.price.PriceBook;

/**
 * Trains policies on one table; features are read once and shared by all trainings on it. Safe to
 * use from several threads.
 */
public final class PolicyTrainer {
  private static final int FEWEST_CALIBRATION_ROWS = 30;

  /** A token for every four characters, where nobody counted. */
  private static final Line RULE_OF_THUMB = new Line(0, 0.25);

  private final OutcomeTable table;
  private final PriceBook prices;
  private final TrainSpec spec;
  private final FeatureSchema schema;
  private final SparseRows rows;
  private final int[] characters;
  private final TribuoLearner learner;

  /**
   * Reads the features of every prompt.
   *
   * @param table candidates without any cost must have been taken out
   * @param prices where the candidates' list prices are found by model name
   */
  public PolicyTrainer(OutcomeTable table, PriceBook prices, TrainSpec spec) {
    if (table.sampleCount() == 0 || table.candidateCount() == 0) {
      throw new IllegalArgumentException(
          "Data set (%s) has %d prompts and %d candidates with a cost; training needs both."
              .formatted(table.datasetId(), table.sampleCount(), table.candidateCount()));
    }
    this.table = table;
    this.prices = prices;
    this.spec = spec;
    this.schema = new FeatureSchema(spec.bucketBits());
    List<String> texts =
        table.samples().stream().map(sample -> sample.prompt().routingText()).toList();
    this.rows = SparseRows.of(schema, texts);
    this.characters = texts.stream().mapToInt(String::length).toArray();
    this.learner = new TribuoLearner(spec.cost());
  }

  /**
   * Trains one policy.
   *
   * @param trainRows prompts to learn from
   * @param calibrationRows prompts to calibrate on and to choose the operating point with
   * @param facts goes into the policy's provenance
   */
  public Policy train(int[] trainRows, int[] calibrationRows, Map<String, String> facts) {
    LearningBasis basis = LearningBasis.of(rows, trainRows, spec.counterWeight());
    List<LinearFit> success = perCandidate(index -> successFit(basis, index, trainRows));
    List<LinearFit> tokens =
        perCandidate(index -> tokenFit(basis.countersOnly(), index, trainRows));
    List<String> tasks = commonTasks(trainRows);
    List<LinearFit> all = new ArrayList<>(success);
    all.addAll(tasks.parallelStream().map(task -> taskFit(basis, task, trainRows)).toList());
    Heads words = HeadsBuilder.build(basis, schema, all, true);
    Heads tokenHeads = HeadsBuilder.build(basis, schema, tokens, false);
    Map<String, String> provenance = new TreeMap<>(facts);
    provenance.put("tribuo", success.getFirst().provenance());
    Policy raw =
        new Policy(
            schema,
            models(trainRows),
            tasks,
            words,
            tokenHeads,
            new WillingnessToPay(0, new double[11]),
            provenance);
    return calibrated(raw, calibrationRows);
  }

  private List<LinearFit> perCandidate(java.util.function.IntFunction<LinearFit> fit) {
    return IntStream.range(0, table.candidateCount()).parallel().mapToObj(fit).toList();
  }

  private LinearFit successFit(LearningBasis basis, int candidate, int[] trainRows) {
    double[] quality = table.quality(candidate);
    int[] present = Arrays.stream(trainRows).filter(row -> table.present(candidate, row)).toArray();
    String subject = "success of " + table.candidates().get(candidate).id();
    boolean binary = Arrays.stream(present).allMatch(row -> quality[row] == 0 || quality[row] == 1);
    return binary
        ? learner.logistic(basis, present, quality, subject)
        : learner.leastSquares(basis, present, quality, subject);
  }

  private LinearFit tokenFit(LearningBasis basis, int candidate, int[] trainRows) {
    double[] tokens = table.outputTokens(candidate);
    int[] counted = Arrays.stream(trainRows).filter(row -> !Double.isNaN(tokens[row])).toArray();
    if (counted.length == 0) {
      return LinearFit.constant(0, "no token counts");
    }
    double[] logarithm = Arrays.stream(tokens).map(count -> Math.log(Math.max(1, count))).toArray();
    return learner.leastSquares(basis, counted, logarithm, "tokens of " + candidate);
  }

  private LinearFit taskFit(LearningBasis basis, String task, int[] trainRows) {
    double[] member =
        table.samples().stream()
            .mapToDouble(sample -> sample.task().equals(task) ? 1 : 0)
            .toArray();
    return learner.logistic(basis, trainRows, member, "task " + task);
  }

  private List<String> commonTasks(int[] trainRows) {
    Map<String, Long> counts =
        Arrays.stream(trainRows)
            .mapToObj(table.samples()::get)
            .collect(Collectors.groupingBy(Sample::task, TreeMap::new, Collectors.counting()));
    return counts.size() < 2 || counts.size() > spec.mostTasks()
        ? List.of()
        : List.copyOf(counts.keySet());
  }

  private List<CandidateModel> models(int[] trainRows) {
    return IntStream.range(0, table.candidateCount())
        .mapToObj(index -> model(index, trainRows))
        .toList();
  }

  private CandidateModel model(int index, int[] trainRows) {
    Candidate candidate = table.candidates().get(index);
    double[] length = Arrays.stream(trainRows).mapToDouble(row -> characters[row]).toArray();
    double[] input = pick(table.inputTokens(index), trainRows);
    double[] output = pick(table.outputTokens(index), trainRows);
    return new CandidateModel(
        candidate.id(),
        candidate.provider(),
        candidate.model(),
        candidate.simulated(),
        price(index, trainRows),
        Calibration.IDENTITY,
        LineFit.fit(length, input).orElse(RULE_OF_THUMB),
        LineFit.fit(output, pick(table.latencySeconds(index), trainRows)));
  }

  private ListPrice price(int index, int[] trainRows) {
    return prices
        .find(table.candidates().get(index).model())
        .map(
            price ->
                new ListPrice(
                    true,
                    price.inputNanoPerMillion(),
                    price.outputNanoPerMillion(),
                    price.requestNano()))
        .orElseGet(() -> new ListPrice(false, 0, 0, meanCostNano(index, trainRows)));
  }

  private long meanCostNano(int index, int[] trainRows) {
    double mean =
        Arrays.stream(pick(table.costUsd(index), trainRows))
            .filter(usd -> !Double.isNaN(usd))
            .average()
            .orElse(0);
    return Price.nano(mean);
  }

  private static double[] pick(double[] column, int[] rows) {
    return Arrays.stream(rows).mapToDouble(row -> column[row]).toArray();
  }

  private Policy calibrated(Policy raw, int[] calibrationRows) {
    if (calibrationRows.length < FEWEST_CALIBRATION_ROWS) {
      return Calibrator.withRule(raw, table, calibrationRows, spec.margin());
    }
    Policy scaled = Calibrator.scale(raw, table, calibrationRows);
    return Calibrator.withRule(scaled, table, calibrationRows, spec.margin());
  }
}
