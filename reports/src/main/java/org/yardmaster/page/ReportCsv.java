package org.yardmaster.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yardmaster.table.CsvTable;
import org.yardmaster.table.Table;

/** The report's tables as CSV, unrounded. */
public final class ReportCsv {
  private ReportCsv() {}

  /** File name to content, in the order of the report. */
  public static Map<String, String> tables(ReportInput input) {
    List<DatasetView> views = DatasetView.all(input);
    Map<String, String> files = new LinkedHashMap<>();
    files.put("answers.csv", CsvTable.render(ReportTables.answers(views)));
    for (DatasetView view : views) {
      for (Table table : ReportTables.of(view, input.requestsPerMonth())) {
        files.put(view.id() + "-" + table.id() + ".csv", CsvTable.render(table));
      }
    }
    files.put("prices.csv", CsvTable.render(ReportTables.prices(input)));
    return files;
  }
}
