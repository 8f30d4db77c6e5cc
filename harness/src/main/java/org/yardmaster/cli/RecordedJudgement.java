package org.yardmaster.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yardmaster.evaluate.Evaluation;
import org.yardmaster.evaluate.Figure;
import org.yardmaster.evaluate.PriceSensitivity;
import org.yardmaster.evaluate.Rival;
import org.yardmaster.experiment.Judged;
import org.yardmaster.page.EvaluationJson;
import org.yardmaster.page.EvaluationTables;
import org.yardmaster.page.FigureTables;
import org.yardmaster.page.FiguresJson;
import org.yardmaster.page.PartTable;
import org.yardmaster.page.PartsJson;
import org.yardmaster.table.Cell;
import org.yardmaster.table.Column;
import org.yardmaster.table.CsvTable;
import org.yardmaster.table.Row;
import org.yardmaster.table.Table;

/**
 * A judgement under its id, in every form it is handed out.
 *
 * @param runId the evaluation's id in the database, 64 hex digits
 * @param provenance inputs and settings
 */
record RecordedJudgement(String runId, Map<String, String> provenance, Judged judged) {

  Evaluation evaluation() {
    return judged.evaluation();
  }

  /** The run and what it came from, without its results. */
  ObjectNode origin() {
    ObjectNode node = JsonOption.object().put("runId", runId);
    ObjectNode facts = node.putObject("provenance");
    provenance.forEach(facts::put);
    return node;
  }

  ObjectNode json(boolean figures) {
    ObjectNode node = origin();
    node.setAll(EvaluationJson.of(evaluation()));
    if (!judged.parts().isEmpty()) {
      node.set("parts", PartsJson.parts(judged.parts()));
    }
    if (figures) {
      node.set("figures", FiguresJson.figures(judged.figures()));
      node.set("rivals", FiguresJson.rivals(judged.rivals()));
      node.set(
          "priceSensitivity",
          FiguresJson.prices(judged.priceSensitivity(), evaluation().simulated()));
    }
    return node;
  }

  /** Each held-out part by itself, where the design has such parts. */
  Optional<Table> partsTable() {
    return judged.parts().isEmpty()
        ? Optional.empty()
        : Optional.of(new PartTable(evaluation().simulated()).table(judged.parts()));
  }

  List<Table> figureTables() {
    FigureTables tables = new FigureTables(evaluation().simulated(), "");
    List<Figure> figures = judged.figures();
    List<PriceSensitivity.Scenario> prices = judged.priceSensitivity();
    List<Rival> rivals = judged.rivals();
    List<Table> all = new ArrayList<>();
    if (!figures.isEmpty()) {
      all.add(tables.figures(figures));
    }
    if (!rivals.isEmpty()) {
      all.add(tables.rivals(rivals));
    }
    if (!prices.isEmpty()) {
      all.add(tables.prices(prices));
    }
    return all;
  }

  /** One CSV file per table, each line with the run's id, and {@code run.json} beside them. */
  void writeCsv(Path folder) throws IOException {
    Files.createDirectories(folder);
    EvaluationTables tables = new EvaluationTables(evaluation(), "");
    List<Table> all =
        new ArrayList<>(
            List.of(
                tables.candidates(),
                tables.policies(),
                tables.tasks(),
                tables.routes(),
                tables.curves()));
    partsTable().ifPresent(all::add);
    all.addAll(figureTables());
    for (Table table : all) {
      Files.writeString(folder.resolve(table.id() + ".csv"), CsvTable.render(marked(table)));
    }
    Files.writeString(folder.resolve("run.json"), JsonOption.pretty(origin()) + "\n");
  }

  private Table marked(Table table) {
    List<Column> columns = new ArrayList<>(table.columns());
    columns.add(Column.text("run"));
    List<Row> rows = new ArrayList<>();
    for (Row row : table.rows()) {
      List<Cell> cells = new ArrayList<>(row.cells());
      cells.add(Cell.text(runId));
      rows.add(new Row(cells, row.note(), row.emphasis()));
    }
    return new Table(table.id(), table.title(), columns, rows);
  }

  /**
   * RouterArena's prediction file: the choice for every judged prompt. That format has no room for
   * an origin, so {@code FILE.run.json} holds it.
   */
  void writeRouterArena(Path file) throws IOException {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    judged
        .choices()
        .forEach(
            choice ->
                list.addObject()
                    .put("global index", choice.sample().id())
                    .put("prompt", choice.sample().prompt().routingText())
                    .put("prediction", choice.candidate())
                    .putNull("generated_result")
                    .putNull("cost")
                    .putNull("accuracy"));
    if (list.isEmpty()) {
      throw new IllegalArgumentException(
          "No policy was judged on %s, so there are no choices to write.\nMaybe import prices: the default learner needs two priced candidates."
              .formatted(evaluation().dataset()));
    }
    Files.writeString(file, JsonOption.pretty(list) + "\n");
    Files.writeString(
        file.resolveSibling(file.getFileName() + ".run.json"), JsonOption.pretty(origin()) + "\n");
  }
}
