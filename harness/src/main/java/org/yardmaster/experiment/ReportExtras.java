package org.yardmaster.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yardmaster.data.DatasetCard;
import org.yardmaster.decide.Policy;
import org.yardmaster.evaluate.CalibrationBin;
import org.yardmaster.evaluate.CostQualityCurve;
import org.yardmaster.evaluate.CurveMixes;
import org.yardmaster.evaluate.LatencyProfile;
import org.yardmaster.evaluate.Predictions;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.page.DatasetReport;
import org.yardmaster.page.Exhibit;
import org.yardmaster.page.Extras;
import org.yardmaster.store.FlipRates;
import org.yardmaster.train.LearningCurve;
import org.yardmaster.train.Progress;
import org.yardmaster.train.TrainSpec;

/** Measures what a report shows beside an evaluation. */
public final class ReportExtras {
  private static final int FOLDS = 5;

  private final Lab lab;
  private final Detail detail;
  private final Progress progress;

  /**
   * How much to show.
   *
   * @param prompts whether the texts of prompts may be printed
   * @param learningCurve whether to train twenty times more, to see what more labels bring
   */
  public record Detail(boolean prompts, boolean learningCurve) {
    /** What takes no time and tells no secret. */
    public static final Detail STANDARD = new Detail(false, false);
  }

  /** A policy file's content and its digest. */
  public record Taught(Policy policy, String digest) {}

  public ReportExtras(Lab lab, Detail detail, Progress progress) {
    this.lab = lab;
    this.detail = detail;
    this.progress = progress;
  }

  /**
   * The report of one judged data set.
   *
   * @param taught the judged policy; empty when the default learner was judged out-of-fold
   */
  public DatasetReport report(String dataset, Judged judged, Optional<Taught> taught) {
    DatasetCard card = lab.datasets().card(dataset);
    return new DatasetReport(
        judged.evaluation(),
        Optional.of(card),
        judged.learned().map(found -> extras(dataset, judged, found, taught)).orElse(Extras.NONE));
  }

  private Extras extras(
      String dataset, Judged judged, Judged.Learned learned, Optional<Taught> taught) {
    progress.at("measuring prices, rivals, calibration and latencies");
    return new Extras(
        mixes(judged, learned.predictions()),
        LatencyProfile.of(judged.table(), learned.policy()),
        judged.priceSensitivity(),
        judged.rivals(),
        judged.figures(),
        CalibrationBin.of(judged.table(), learned.predictions(), judged.spec()),
        detail.learningCurve() ? learning(judged.table()) : Optional.empty(),
        exhibits(dataset, judged, taught));
  }

  private static List<List<Double>> mixes(Judged judged, Predictions predictions) {
    Optional<CostQualityCurve> curve =
        judged.evaluation().curves().stream()
            .filter(one -> one.id().equals(predictions.id()))
            .findFirst();
    return curve.map(found -> CurveMixes.of(judged.table(), predictions, found)).orElse(List.of());
  }

  private Optional<LearningCurve> learning(OutcomeTable table) {
    int[] priced = Selection.priced(table);
    if (priced.length < 2) {
      return Optional.empty();
    }
    return Optional.of(
        LearningCurve.of(
            table.columns(priced).completeRows(),
            lab.prices(),
            TrainSpec.STANDARD,
            FOLDS,
            progress));
  }

  private List<Exhibit> exhibits(String dataset, Judged judged, Optional<Taught> taught) {
    List<Exhibit> exhibits = new ArrayList<>();
    exhibits.add(Exhibits.attribution(judged, taught.map(Taught::policy)));
    exhibits.add(Exhibits.regrets(judged, detail.prompts()));
    exhibits.add(Exhibits.repeats(judged, new FlipRates(lab.database()).read(dataset)));
    exhibits.add(
        Exhibits.benchmark(
            taught.map(found -> lab.benchmarks().read(found.digest())).orElse(List.of())));
    progress.at("looking for leaks and doubtful outcomes");
    exhibits.add(Exhibits.findings(new AuditRun(lab).audit(List.of(dataset))));
    return exhibits;
  }
}
