package org.yardmaster.page;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.yardmaster.evaluate.CandidateResult;
import org.yardmaster.evaluate.Evaluation;
import org.yardmaster.evaluate.PolicyResult;

/**
 * One data set with everything its sections share.
 *
 * @param path JSON pointer to its evaluation in the twin
 * @param id prefix of element ids in the page and of file names
 */
record DatasetView(
    DatasetReport report,
    Derived derived,
    Sensitivity sensitivity,
    Wording words,
    String path,
    String id) {

  static DatasetView of(DatasetReport report, int index) {
    return new DatasetView(
        report,
        Derived.of(report.evaluation(), report.extras()),
        Sensitivity.of(report.evaluation(), report.extras()),
        new Wording(report.evaluation().simulated()),
        "/evaluations/" + index,
        "d" + (index + 1));
  }

  static List<DatasetView> all(ReportInput input) {
    return IntStream.range(0, input.datasets().size())
        .mapToObj(index -> of(input.datasets().get(index), index))
        .toList();
  }

  Evaluation evaluation() {
    return report.evaluation();
  }

  Optional<PolicyResult> mainPolicy() {
    return evaluation().main();
  }

  /** Pointer to a field of the main policy. */
  String mainPath(String field) {
    return path + "/policies/" + derived.main().orElse(0) + "/" + field;
  }

  String derivedPath(String field) {
    return path + "/derived/" + field;
  }

  List<String> candidateIds() {
    return evaluation().candidates().stream().map(CandidateResult::id).toList();
  }
}
