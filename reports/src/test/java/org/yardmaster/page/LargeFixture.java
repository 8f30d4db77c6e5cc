package org.yardmaster.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.yardmaster.evaluate.CandidateResult;
import org.yardmaster.evaluate.CostQualityCurve;
import org.yardmaster.evaluate.CurvePoint;
import org.yardmaster.evaluate.Evaluation;
import org.yardmaster.evaluate.PolicyKind;
import org.yardmaster.evaluate.TaskResult;
import org.yardmaster.evaluate.Verdict;

/** More of everything than real data sets have. */
final class LargeFixture {
  private LargeFixture() {}

  /** One evaluation with 27 candidates, 57 tasks and 12,000 curve points. */
  static ReportInput input() {
    Evaluation small = ReportFixture.dataset(false, "", "large", Verdict.ROUTE).evaluation();
    List<CandidateResult> candidates = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    for (int index = 0; index < 27; index++) {
      CandidateResult pattern = small.candidates().get(index % 10);
      double cost = 0.02 * Math.pow(1.27, index);
      candidates.add(
          new CandidateResult(
              "candidate-" + index + "-" + pattern.id(),
              false,
              ReportFixture.estimate(0.4 + 0.02 * index - 0.03 * (index % 4), 0.01),
              index % 9 == 4
                  ? Optional.empty()
                  : Optional.of(ReportFixture.estimate(cost, cost / 20)),
              pattern.p50Seconds(),
              pattern.p95Seconds(),
              pattern.coverage()));
      shares.add(index == 0 ? 1 - 26 / 30.0 : 1 / 30.0);
    }
    List<TaskResult> tasks = new ArrayList<>();
    for (int task = 0; task < 57; task++) {
      List<Double> quality = new ArrayList<>();
      for (int index = 0; index < 27; index++) {
        quality.add(task == 3 && index == 5 ? Double.NaN : (task * 31 + index * 17) % 100 / 100.0);
      }
      tasks.add(new TaskResult("task " + task, 100 + task, quality, List.of(), 0.7, shares));
    }
    List<CurvePoint> points =
        IntStream.range(0, 12_000)
            .mapToObj(step -> new CurvePoint(0.02 + step / 2_000.0, 0.4 + Math.sqrt(step) / 200))
            .toList();
    Evaluation evaluation =
        new Evaluation(
            "large",
            small.design(),
            12_000,
            0.99,
            false,
            candidates.getLast().id(),
            small.margin(),
            small.mainPolicy(),
            small.verdict(),
            small.verdictSentence(),
            candidates,
            small.policies(),
            List.of(new CostQualityCurve(small.mainPolicy(), PolicyKind.LEARNED, points)),
            tasks,
            List.of());
    return ReportFixture.input(
        List.of(new DatasetReport(evaluation, Optional.empty(), Extras.NONE)));
  }
}
