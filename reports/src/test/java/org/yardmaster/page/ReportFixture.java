package org.yardmaster.page;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.yardmaster.data.DatasetCard;
import org.yardmaster.evaluate.CandidateResult;
import org.yardmaster.evaluate.CostQualityCurve;
import org.yardmaster.evaluate.CurvePoint;
import org.yardmaster.evaluate.Evaluation;
import org.yardmaster.evaluate.PolicyKind;
import org.yardmaster.evaluate.PolicyResult;
import org.yardmaster.evaluate.TaskResult;
import org.yardmaster.evaluate.Verdict;
import org.yardmaster.price.Price;
import org.yardmaster.stats.Estimate;

/** Made-up evaluations that are rich enough to look at: 10 candidates, 14 tasks, 6 baselines. */
final class ReportFixture {
  static final String[] NAMES = {
    "nano-1",
    "swift-mini",
    "river-8b",
    "harbour-lite-2026-03",
    "delta-flash",
    "granite-pro",
    "summit-large",
    "summit-large-thinking-high",
    "atlas-9",
    "atlas-9-extended-reasoning-preview"
  };
  private static final double[] COST = {0.031, 0.052, 0.11, 0.24, 0.36, 1.1, 2.9, 5.4, 8.8, 12.4};
  private static final double[] SKILL = {
    0.48, 0.57, 0.60, 0.68, 0.72, 0.775, 0.83, 0.848, 0.856, 0.851
  };
  private static final String[] TASKS = {
    "intent recognition",
    "extraction",
    "classification",
    "summarisation",
    "translation",
    "arithmetic",
    "multi-step reasoning",
    "code generation",
    "code review",
    "function calling",
    "long-context question answering",
    "creative writing",
    "market and on-chain data analysis",
    "agent tool use"
  };

  private final boolean simulated;
  private final String prefix;
  private final SplittableRandom random = new SplittableRandom(7);

  private ReportFixture(boolean simulated, String prefix) {
    this.simulated = simulated;
    this.prefix = prefix;
  }

  /** Plain names, real data. */
  static ReportInput real() {
    return input(List.of(dataset(false, "", "bfcl", Verdict.ROUTE)));
  }

  static ReportInput simulated() {
    return input(List.of(dataset(true, "", "yardmaster-tasks", Verdict.ROUTE)));
  }

  /** Three data sets, one of them simulated. */
  static ReportInput several() {
    return input(
        List.of(
            dataset(false, "", "bfcl", Verdict.ROUTE),
            dataset(false, "", "routellm-mmlu", Verdict.DO_NOT_ROUTE),
            dataset(true, "", "yardmaster-tasks", Verdict.NOT_ENOUGH_DATA)));
  }

  /** Every string is the payload, as far as records admit it. */
  static ReportInput hostile(String payload) {
    DatasetReport plain = dataset(false, payload, payload, Verdict.ROUTE);
    return new ReportInput(
        payload,
        Instant.EPOCH,
        1000,
        List.of(plain),
        List.of(Price.ofUsd(payload, 1, 2, LocalDate.EPOCH, payload)),
        Map.of(payload, payload),
        List.of(new ReportInput.Command(payload, payload)));
  }

  static ReportInput input(List<DatasetReport> datasets) {
    Map<String, String> provenance = new LinkedHashMap<>();
    provenance.put("Yardmaster", "0.1.0");
    provenance.put(
        "Policy digest", "5f1d7a84c2b9e6034d11aa90be7c43f2810d5e6c9b7fa3320e4c1d8896ab57ce");
    provenance.put(
        "Data set digest", "c0ffee84c2b9e6034d11aa90be7c43f2810d5e6c9b7fa3320e4c1d8896ab57ce");
    provenance.put("Java", "25.0.3 on Linux, 2 processors");
    List<Price> prices = new ArrayList<>();
    for (int index = 0; index < NAMES.length; index++) {
      double input = COST[index] * 0.4;
      prices.add(
          Price.ofUsd(
              NAMES[index], input, 4 * input, LocalDate.of(2026, 10, 1), "provider's price page"));
    }
    return new ReportInput(
        "8c4f0a6e21d9",
        Instant.parse("2026-11-03T09:30:00Z"),
        1_000_000,
        datasets,
        prices,
        provenance,
        List.of(
            new ReportInput.Command(
                "All figures of the policies, candidates and tasks",
                "./yardmaster evaluate --db lab.duckdb --dataset bfcl --folds 5 --json"),
            new ReportInput.Command(
                "This report", "./yardmaster report --db lab.duckdb --dataset bfcl --out report")));
  }

  static DatasetReport dataset(boolean simulated, String prefix, String id, Verdict verdict) {
    ReportFixture fixture = new ReportFixture(simulated, prefix);
    Evaluation evaluation = fixture.evaluation(id, verdict);
    DatasetCard card =
        new DatasetCard(
            "card-id",
            prefix.isEmpty() ? "Function calling, 1,700 prompts" : prefix,
            prefix.isEmpty() ? "published with its paper" : prefix,
            prefix.isEmpty() ? "Apache-2.0" : prefix,
            false,
            prefix.isEmpty() ? "whether cheap models suffice for function calls" : prefix,
            List.of(prefix.isEmpty() ? "none known" : prefix),
            List.of(prefix.isEmpty() ? "two candidates without latency" : prefix),
            prefix.isEmpty() ? "hash of the group id" : prefix);
    return new DatasetReport(
        evaluation, Optional.of(card), new ExtrasFixture(prefix).extras(evaluation));
  }

  static List<Double> shares(double[] weights) {
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(weight -> weight / sum).boxed().toList();
  }

  private String name(String plain) {
    return prefix.isEmpty() ? plain : prefix + plain;
  }

  private Evaluation evaluation(String id, Verdict verdict) {
    String noun = simulated ? "lowers simulated cost" : "lowers cost";
    return new Evaluation(
        id,
        prefix.isEmpty() ? "5-fold out-of-fold, grouped by source document" : prefix,
        1_712,
        0.9874,
        simulated,
        name(NAMES[8]),
        0.01,
        name("learned-linear"),
        verdict,
        prefix.isEmpty()
            ? "The learned policy %s by 67.7 % [64.7, 70.5] against always using %s while quality changes by -0.3 points [-0.8, +0.2], within the margin of 1 point."
                .replace("%s", "%1$s")
                .replaceFirst("%1\\$s", noun)
                .replace("%1$s", NAMES[8])
            : prefix,
        candidates(),
        policies(),
        curves(),
        tasks(),
        List.of(
            name("self-hosted-70b was kept out of cost comparisons: it has no price."),
            name("The published figures of other routers carry no interval.")));
  }

  private List<CandidateResult> candidates() {
    List<CandidateResult> results = new ArrayList<>();
    for (int index = 0; index < NAMES.length; index++) {
      double p50 = 0.4 + 0.5 * index;
      boolean timed = index != 2;
      results.add(
          new CandidateResult(
              name(NAMES[index]),
              simulated,
              estimate(SKILL[index], 0.018),
              Optional.of(estimate(COST[index], COST[index] * 0.03)),
              timed ? Optional.of(p50) : Optional.empty(),
              timed ? Optional.of(p50 * 3.4) : Optional.empty(),
              0.95 + 0.05 * random.nextDouble()));
    }
    return results;
  }

  private List<PolicyResult> policies() {
    List<PolicyResult> results = new ArrayList<>();
    results.add(
        policy(
            "learned-linear",
            PolicyKind.LEARNED,
            learned(24).quality(),
            learned(24).usdPer1k(),
            "threshold chosen on the other folds"));
    results.add(
        policy(
            "learned-knn-10",
            PolicyKind.LEARNED,
            0.839,
            1.9,
            "threshold chosen on the other folds"));
    results.add(policy("single:" + NAMES[8], PolicyKind.BASELINE, SKILL[8], COST[8], ""));
    results.add(policy("cheapest candidate", PolicyKind.BASELINE, SKILL[0], COST[0], ""));
    results.add(
        policy(
            "random mix at the same cost",
            PolicyKind.BASELINE,
            0.808,
            2.84,
            "two neighbours on the hull"));
    results.add(
        policy(
            "task table", PolicyKind.BASELINE, 0.845, 3.8, "best candidate per task, other folds"));
    results.add(
        policy("length rule", PolicyKind.BASELINE, 0.781, 4.2, "short prompts to the cheap one"));
    results.add(policy("uniform random", PolicyKind.BASELINE, 0.719, 3.14, ""));
    results.add(policy("oracle", PolicyKind.ORACLE, 0.951, 0.82, "knows every grade: a bound"));
    return results;
  }

  private PolicyResult policy(
      String id, PolicyKind kind, double quality, double cost, String note) {
    double[] weights =
        IntStream.range(0, NAMES.length).mapToDouble(i -> random.nextDouble()).toArray();
    double difference = quality - SKILL[8];
    double saving = 1 - cost / COST[8];
    return new PolicyResult(
        name(id),
        kind,
        estimate(quality, 0.017),
        estimate(difference, difference == 0 ? 0 : 0.005),
        Optional.of(estimate(cost, cost * 0.05)),
        Optional.of(estimate(saving, saving == 0 ? 0 : 0.03)),
        Optional.empty(),
        Optional.of(1.2 + cost / 4),
        Optional.of(4.5 + cost),
        shares(weights),
        note.isEmpty() ? "" : name(note));
  }

  private static CurvePoint learned(int step) {
    double cost = COST[0] * Math.pow(COST[8] / COST[0], step / 30.0);
    double wave = 0.004 * Math.sin(step * 2.1);
    return new CurvePoint(cost, 0.48 + 0.394 * Math.sin(step / 30.0 * 1.55) + wave);
  }

  private List<CostQualityCurve> curves() {
    List<CurvePoint> learned = new ArrayList<>();
    List<CurvePoint> oracle = new ArrayList<>();
    for (int step = 0; step <= 30; step++) {
      learned.add(learned(step));
      double cost = learned(step).usdPer1k();
      if (cost < 1.2) {
        oracle.add(new CurvePoint(cost, 0.48 + 0.472 * Math.pow(step / 19.0, 0.35)));
      }
    }
    List<CurvePoint> chord = new ArrayList<>();
    for (int index : new int[] {0, 1, 3, 4, 5, 6, 8}) {
      chord.add(new CurvePoint(COST[index], SKILL[index]));
    }
    return List.of(
        new CostQualityCurve(name("learned-linear"), PolicyKind.LEARNED, learned),
        new CostQualityCurve(name("oracle"), PolicyKind.ORACLE, oracle),
        new CostQualityCurve(name("random mixing"), PolicyKind.BASELINE, chord));
  }

  private List<TaskResult> tasks() {
    List<TaskResult> results = new ArrayList<>();
    for (int task = 0; task < TASKS.length; task++) {
      List<Double> quality = new ArrayList<>();
      List<Double> cost = new ArrayList<>();
      double ease = 0.16 * (random.nextDouble() - 0.5);
      double[] weights = new double[NAMES.length];
      for (int index = 0; index < NAMES.length; index++) {
        quality.add(Math.min(0.99, SKILL[index] + ease + 0.12 * (random.nextDouble() - 0.5)));
        cost.add(COST[index] * (0.7 + 0.6 * random.nextDouble()));
        weights[index] = Math.max(0, random.nextDouble() - 0.6);
      }
      weights[task % NAMES.length] += 0.8;
      results.add(
          new TaskResult(
              name(TASKS[task]), 90 + 7 * task, quality, cost, 0.8 + ease, shares(weights)));
    }
    return results;
  }

  static Estimate estimate(double value, double half) {
    return new Estimate(
        value, value - half, value + half * 0.93, 0.95, 1_390, "percentile bootstrap, 10000");
  }
}
