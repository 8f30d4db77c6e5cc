package org.yardmaster.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yardmaster.page.DatasetReport;
import org.yardmaster.page.EvaluationJson;
import org.yardmaster.page.ReportCsv;
import org.yardmaster.page.ReportInput;
import org.yardmaster.page.ReportJson;
import org.yardmaster.page.ReportMarkdown;
import org.yardmaster.page.ReportPage;
import org.yardmaster.price.Price;
import org.yardmaster.price.PriceBook;
import org.yardmaster.provenance.Digest;

/** Writes a report: HTML, Markdown, JSON and CSV tables in one folder. */
public final class ReportRun {
  private final Path folder;

  public ReportRun(Path folder) {
    this.folder = folder;
  }

  /**
   * Writes all files and returns the path of the HTML page. The same arguments give the same bytes.
   *
   * @param judgedAt when the judgement was made
   */
  public Path write(
      List<DatasetReport> datasets,
      Instant judgedAt,
      PriceBook prices,
      Map<String, String> provenance,
      List<ReportInput.Command> commands,
      long requestsPerMonth)
      throws IOException {
    ReportInput input =
        new ReportInput(
            runId(datasets, provenance),
            judgedAt,
            requestsPerMonth,
            datasets,
            used(prices, datasets),
            provenance,
            commands);
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("report.json"), ReportJson.json(input));
    Files.writeString(folder.resolve("report.md"), ReportMarkdown.text(input));
    for (Map.Entry<String, String> table : ReportCsv.tables(input).entrySet()) {
      Files.writeString(folder.resolve(table.getKey()), table.getValue());
    }
    return Files.writeString(folder.resolve("report.html"), ReportPage.html(input));
  }

  private static String runId(List<DatasetReport> datasets, Map<String, String> provenance) {
    StringBuilder all = new StringBuilder(provenance.toString());
    datasets.forEach(dataset -> all.append(EvaluationJson.of(dataset.evaluation())));
    return Digest.sha256Hex(all.toString());
  }

  private static List<Price> used(PriceBook prices, List<DatasetReport> datasets) {
    Set<String> ids = new HashSet<>();
    datasets.forEach(
        dataset -> dataset.evaluation().candidates().forEach(candidate -> ids.add(candidate.id())));
    List<Price> named =
        prices.prices().stream().filter(price -> ids.contains(price.model())).toList();
    return named.isEmpty() ? prices.prices() : named;
  }
}
