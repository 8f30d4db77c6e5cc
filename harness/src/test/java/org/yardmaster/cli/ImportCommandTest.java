package org.yardmaster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
  @TempDir Path folder = Path.of("");

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private CommandLineRun importTable(String csv, Object... more) throws IOException {
    Path mapping =
        write(
            "calls.yaml",
            "prompt: q\noutcome: {candidate: m, quality: s, inputTokens: n, outputTokens: n}\n");
    Object[] all = new Object[8 + more.length];
    Object[] arguments = {
      "import", "table", write("calls.csv", csv), "--mapping", mapping, "--db", database(), "--json"
    };
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return CommandLineRun.of(all);
  }

  private Path database() {
    return folder.resolve("lab.duckdb");
  }

  private static final String TWO_BAD = "q,m,s,n\nWhy?,a,1,3\nWhy?,b,2,3\nWhy?,c,1,-3\n";

  @Test
  void aTableComesInAndTellsItsRows() throws IOException {
    CommandLineRun run = importTable(TWO_BAD, "--skip-bad-rows");
    assertThat(run.json().get("rowsRead").asInt()).isEqualTo(3);
    assertThat(run.json().get("rowsRefused").asInt()).isEqualTo(2);
    assertThat(run.json().get("datasets").get(0).get("outcomes").asInt()).isEqualTo(1);
    assertThat(Files.readAllLines(Path.of(run.json().get("rejectFile").asText())))
        .hasSize(2)
        .first()
        .asString()
        .contains("calls.csv, line 3", "column 3", "Why?,b,2,3");
  }

  @Test
  void refusedRowsAreWrittenWhereverOneSays() throws IOException {
    Path rejects = folder.resolve("elsewhere.jsonl");
    importTable(TWO_BAD, "--skip-bad-rows", "--rejects", rejects).json();
    assertThat(rejects).exists();
    assertThat(folder.resolve("calls.csv.rejects.jsonl")).doesNotExist();
  }

  @Test
  void nothingIsImportedWhereRefusedRowsCannotBeWritten() throws IOException {
    CommandLineRun run =
        importTable(
            TWO_BAD, "--skip-bad-rows", "--rejects", folder.resolve("no/such/folder.jsonl"));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.messages()).contains("folder.jsonl", "nothing was imported", "--rejects FILE");
    assertThat(database()).doesNotExist();
  }

  @Test
  void aBadRowLeavesNoDatabaseBehind() throws IOException {
    CommandLineRun run = importTable(TWO_BAD);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.messages()).contains("calls.csv, line 3", "column 3 (\"s\")", "\"2\"");
    assertThat(database()).doesNotExist();
  }

  @Test
  void pricesForADataSetThatIsThereAreToldToBeUnused() throws IOException {
    String good = "q,m,s,n\nWhy?,a,1,3\n";
    Path prices = write("prices.csv", "model,usd_per_1m_input,usd_per_1m_output\na,1,2\n");
    assertThat(importTable(good).code()).isZero();
    assertThat(importTable(good).code()).isZero();
    CommandLineRun run = importTable(good, "--prices", prices);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.messages())
        .contains("were not used", "prices import " + prices, "prices reprice --dataset table");
  }

  @Test
  void helpShowsTheMapping() {
    assertThat(CommandLineRun.of("import", "--help").out())
        .contains("qualityRange: [1, 5]", "candidates:", "latencySeconds", "--rejects");
  }

  @Test
  void formatsSayWhatTheyReadAndWhatTheyWereTestedOn() {
    String formats = CommandLineRun.of("import", "--formats").out();
    assertThat(formats).contains("routerarena", "cached_results/MODEL.jsonl", "tested on", "table");
  }

  @Test
  void formatTableNeedsAMappingAndOthersHaveNone() {
    assertThat(CommandLineRun.of("import", "table", "calls.csv").code()).isEqualTo(2);
    assertThat(CommandLineRun.of("import", "bfcl", "x", "--mapping", "y").code()).isEqualTo(2);
    assertThat(CommandLineRun.of("import", "bfcl", "x", "--rejects", "y").code()).isEqualTo(2);
  }
}
