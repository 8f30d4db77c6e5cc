package org.yardmaster.train;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Splitter;
import org.yardmaster.decide.Calibration;
import org.yardmaster.decide.CandidateModel;
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
 * Trains policies on one table; features are read once and shared by all trainings on it, but how
 * many buckets they need is seen from what may be learned from. Safe to use from several threads.
 */
public final class PolicyTrainer {
  /** LibLinear's C for task types and answer lengths. */
  private static final double SIDE_COST = 0.05;

  private static final Splitter HINTS = new Splitter("yardmaster-hints", 0.5, 0.25);

  /** A token for every four characters, where nobody counted. */
  private static final Line RULE_OF_THUMB = new Line(0, 0.25);

  private final OutcomeTable table;
  private final PriceBook prices;
  private final TrainSpec spec;
  private final Function<int[], SparseRows> features;
  private final int[] characters;
  private final TaskTeacher teacher;

  /**
   * Reads the features of every prompt.
   *
   * @param table candidates without any cost must have been taken out
   * @param prices where the candidates' list prices are found by model name
   */
  public PolicyTrainer(OutcomeTable table, PriceBook prices, TrainSpec spec) {
    this(table, prices, spec, texts -> learnable -> texts.fitting(spec.bucketBits(), learnable));
  }

  /** The same with given features, for candidates that join a policy. */
  public PolicyTrainer(OutcomeTable table, PriceBook prices, TrainSpec spec, FeatureSchema schema) {
    this(table, prices, spec, texts -> learnable -> texts.in(schema));
  }

  private PolicyTrainer(
      OutcomeTable table,
      PriceBook prices,
      TrainSpec spec,
      Function<TextFeatures, Function<int[], SparseRows>> reader) {
    if (table.sampleCount() == 0 || table.candidateCount() == 0) {
      throw new IllegalArgumentException(
          "Data set (%s) has %d prompts and %d candidates with a cost; training needs both."
              .formatted(table.datasetId(), table.sampleCount(), table.candidateCount()));
    }
    this.table = table;
    this.prices = prices;
    this.spec = spec;
    List<String> texts =
        table.samples().stream().map(sample -> sample.prompt().routingText()).toList();
    this.features = reader.apply(new TextFeatures(texts));
    this.characters = texts.stream().mapToInt(String::length).toArray();
    this.teacher = new TaskTeacher(table, spec.teacherShare());
  }

  /**
   * Trains one policy: weights from all rows, probabilities and operating point from what weights
   * expected of rows that they did not see.
   *
   * @param learnable prompts that may be looked at
   * @param facts goes into the policy's provenance
   * @throws IllegalArgumentException when no policy file can hold what the learner learns
   */
  public Policy train(int[] learnable, Map<String, String> facts) {
    SparseRows rows = features.apply(learnable);
    return train(rows, learnable, facts, fitted(rows, learnable, facts));
  }

  private Policy train(
      SparseRows rows, int[] learnable, Map<String, String> facts, Calibrator.Fit fit) {
    return fit.applied(learn(rows, learnable, commonTasks(learnable), facts));
  }

  private Calibrator.Fit fitted(SparseRows rows, int[] learnable, Map<String, String> facts) {
    return fitted(learnable, part -> Forecaster.of(learn(rows, part, List.of(), facts), table));
  }

  /** Learns by any learner and decides other rows, in the same way for all of them. */
  Decided decided(int[] learnable, int[] unseen) {
    SparseRows rows = features.apply(learnable);
    return switch (spec.learner().family()) {
      case LINEAR -> {
        Map<String, String> facts = Map.of("design", "out-of-fold");
        Calibrator.Fit fit = fitted(rows, learnable, facts);
        yield Decided.by(train(rows, learnable, facts, fit), fit, table, unseen);
      }
      case JUDGED ->
          Decided.by(
              fitted(learnable, part -> judged(rows, part)), judged(rows, learnable).of(unseen));
    };
  }

  private Calibrator.Fit fitted(int[] learnable, Function<int[], Forecaster> learner) {
    return Calibrator.fit(
        CrossFit.run(table, learnable, learner), table, learnable, spec.threshold());
  }

  /** Success by a learner that fits no policy file, costs as a policy expects them. */
  private Forecaster judged(SparseRows rows, int[] trainRows) {
    LearningBasis basis = LearningBasis.of(rows, trainRows, spec.counterWeight());
    SuccessPredictor predictor =
        JudgedLearner.of(spec.learner()).learn(basis, trainRows, smoothed(trainRows));
    Forecaster costs =
        Forecaster.of(
            policy(
                basis,
                trainRows,
                Collections.nCopies(
                    table.candidateCount(), LinearFit.constant(0, spec.learner().name())),
                List.of(),
                Map.of()),
            table);
    return asked -> new Calibrator.Forecasts(predictor.success(asked), costs.of(asked).costUsd());
  }

  /** A policy without calibration or operating point. */
  private Policy learn(
      SparseRows rows, int[] trainRows, List<String> tasks, Map<String, String> facts) {
    LearningBasis basis = LearningBasis.of(rows, trainRows, spec.counterWeight());
    return policy(basis, trainRows, success(basis, trainRows), tasks, facts);
  }

  private Policy policy(
      LearningBasis basis,
      int[] trainRows,
      List<LinearFit> success,
      List<String> tasks,
      Map<String, String> facts) {
    List<LinearFit> words =
        Stream.concat(
                success.stream(),
                new TribuoLearner(SIDE_COST)
                    .leastSquares(basis, trainRows, membership(tasks), "task").stream())
            .toList();
    List<LinearFit> tokens =
        new TribuoLearner(SIDE_COST)
            .leastSquares(basis.countersOnly(), trainRows, logarithmicTokens(), "tokens");
    Map<String, String> provenance = new TreeMap<>(facts);
    provenance.put("learner", words.getFirst().provenance());
    provenance.put("tribuo", tokens.getFirst().provenance());
    FeatureSchema schema = basis.schema();
    return new Policy(
        schema,
        models(trainRows),
        tasks,
        HeadsBuilder.build(basis, schema, words, true),
        HeadsBuilder.build(basis, schema, tokens, false),
        new WillingnessToPay(0, new double[11]),
        provenance);
  }

  private List<LinearFit> success(LearningBasis basis, int[] trainRows) {
    return switch (spec.learner()) {
      case LOGISTIC ->
          new LogisticLearner(spec.cost())
              .fit(basis, trainRows, smoothed(trainRows), hints(basis, trainRows));
      case FACTORS -> new FactorLearner(spec.cost()).fit(basis, trainRows, smoothed(trainRows));
      case LEAST_SQUARES ->
          new TribuoLearner(spec.cost())
              .leastSquares(basis, trainRows, smoothed(trainRows), "success");
      case COUNTERS ->
          new TribuoLearner(spec.cost())
              .leastSquares(basis.countersOnly(), trainRows, smoothed(trainRows), "success");
      case XGBOOST, FACTORISATION_MACHINE, NEAREST, CLUSTERS ->
          throw new IllegalArgumentException(spec.learner().refusal());
    };
  }

  private TaskHints hints(LearningBasis basis, int[] trainRows) {
    return TaskHints.of(
        basis,
        trainRows,
        membership(commonTasks(trainRows)),
        row -> HINTS.fold(table.samples().get(row).groupId(), TaskHints.PARTS));
  }

  private double[][] smoothed(int[] trainRows) {
    return byCandidate(index -> teacher.targets(index, present(index, trainRows)));
  }

  private int[] present(int candidate, int[] trainRows) {
    return Arrays.stream(trainRows).filter(row -> table.present(candidate, row)).toArray();
  }

  private double[][] membership(List<String> tasks) {
    return tasks.stream()
        .map(
            task ->
                table.samples().stream()
                    .mapToDouble(sample -> sample.task().equals(task) ? 1 : 0)
                    .toArray())
        .toArray(double[][]::new);
  }

  private double[][] logarithmicTokens() {
    return byCandidate(
        index ->
            Arrays.stream(table.outputTokens(index))
                .map(count -> Math.log(Math.max(1, count)))
                .toArray());
  }

  private double[][] byCandidate(IntFunction<double[]> column) {
    return IntStream.range(0, table.candidateCount()).mapToObj(column).toArray(double[][]::new);
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
}
