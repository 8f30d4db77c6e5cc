package org.yardmaster.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.yardmaster.evaluate.Assignment;
import org.yardmaster.evaluate.Designs;
import org.yardmaster.evaluate.EvaluationSpec;
import org.yardmaster.evaluate.JudgedPolicy;
import org.yardmaster.evaluate.PolicyComparison;
import org.yardmaster.evaluate.PolicyKind;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.price.PriceBook;
import org.yardmaster.stats.Estimate;
import org.yardmaster.train.OutOfFold;
import org.yardmaster.train.Progress;
import org.yardmaster.train.TrainSpec;

/** What is lost after a candidate's arrival until enough of its outcomes are known. */
public final class ArrivalRun {
  private static final int[] KNOWN = {0, 30, 100, 300, 1_000, 3_000, 10_000};

  private final OutcomeTable table;
  private final PriceBook prices;
  private final EvaluationSpec spec;

  /** Candidates without a price are left out; the rest is judged where all of them answered. */
  public ArrivalRun(OutcomeTable table, PriceBook prices, EvaluationSpec spec) {
    this.table = table.columns(Selection.priced(table)).completeRows();
    this.prices = prices;
    this.spec = spec;
  }

  /**
   * One stage of the arrival.
   *
   * @param known outcomes of the arriving candidate that the learner may see, over all folds
   * @param regret quality lost against the learner that knows all of them, in quality units
   * @param costChange cost relative to that learner's - 1
   * @param share of prompts that go to the arriving candidate, in [0, 1]
   */
  public record Stage(int known, Estimate regret, Optional<Estimate> costChange, double share) {}

  /**
   * The whole arrival.
   *
   * @param prompts judged, each by a policy that saw neither it nor its group
   * @param margin quality that may be lost and still count as equal
   * @param simulated whether any candidate is
   */
  public record Result(
      String dataset,
      String arriving,
      int prompts,
      double margin,
      boolean simulated,
      List<Stage> stages) {
    /** The first stage short of knowing all from which on the regret stays within the margin. */
    public Optional<Stage> enough() {
      Optional<Stage> enough = Optional.empty();
      for (Stage stage : stages.subList(0, stages.size() - 1).reversed()) {
        if (stage.regret().high() >= margin) {
          return enough;
        }
        enough = Optional.of(stage);
      }
      return enough;
    }
  }

  /**
   * Learns out-of-fold at every stage.
   *
   * @param arriving id; the best candidate when not given
   * @throws IllegalArgumentException when fewer than two candidates have a price, or the arriving
   *     one is not among them
   */
  public Result run(Optional<String> arriving, int folds, TrainSpec trainSpec, Progress progress) {
    if (table.candidateCount() < 2 || table.sampleCount() == 0) {
      throw new IllegalArgumentException(
          "Data set (%s) has %d candidates with prices that answered %d prompts in common; an arrival needs two and some."
              .formatted(table.datasetId(), table.candidateCount(), table.sampleCount()));
    }
    int newcomer = arriving.map(this::index).orElseGet(this::best);
    List<Designs.Fold> parts = Design.FOLDS.parts(table, folds);
    progress.at("learning with all outcomes");
    int[] informed = OutOfFold.run(table, prices, trainSpec, parts, "", Progress.silent()).choice();
    TreeSet<Integer> known = new TreeSet<>();
    Arrays.stream(KNOWN).filter(count -> count < table.sampleCount()).forEach(known::add);
    known.add(table.sampleCount());
    List<Stage> stages = new ArrayList<>();
    for (int count : known) {
      progress.at("learning with %,d known outcomes".formatted(count), stages.size(), known.size());
      int[] choice = choice(newcomer, count, trainSpec, parts, informed);
      stages.add(stage(newcomer, count, choice, informed));
    }
    return new Result(
        table.datasetId(),
        table.candidates().get(newcomer).id(),
        table.sampleCount(),
        spec.margin(),
        table.simulated(),
        stages);
  }

  private int index(String id) {
    Selection.candidates(table, List.of(id));
    return table.candidateIndex(id);
  }

  private int best() {
    return IntStream.range(0, table.candidateCount())
        .boxed()
        .max(
            (one, other) ->
                Double.compare(
                    Arrays.stream(table.quality(one)).sum(),
                    Arrays.stream(table.quality(other)).sum()))
        .orElse(0);
  }

  private int[] choice(
      int newcomer, int known, TrainSpec trainSpec, List<Designs.Fold> parts, int[] informed) {
    if (known == table.sampleCount()) {
      return informed;
    }
    if (known == 0) {
      int[] others =
          IntStream.range(0, table.candidateCount()).filter(index -> index != newcomer).toArray();
      int[] choice =
          OutOfFold.run(table.columns(others), prices, trainSpec, parts, "", Progress.silent())
              .choice();
      return Arrays.stream(choice).map(index -> others[index]).toArray();
    }
    OutcomeTable seen = Designs.arrival(table, newcomer, known);
    return OutOfFold.run(seen, prices, trainSpec, parts, "", Progress.silent()).choice();
  }

  private Stage stage(int newcomer, int known, int[] choice, int[] informed) {
    PolicyComparison lost =
        PolicyComparison.of(table, policy("partly", choice), policy("fully", informed), spec);
    PolicyComparison spent =
        PolicyComparison.of(table, policy("fully", informed), policy("partly", choice), spec);
    double share =
        (double) Arrays.stream(choice).filter(index -> index == newcomer).count() / choice.length;
    return new Stage(known, lost.quality(), spent.costChange(), share);
  }

  private static JudgedPolicy policy(String id, int[] choice) {
    return new JudgedPolicy(id, PolicyKind.LEARNED, new Assignment.Fixed(choice), "");
  }
}
