package org.yardmaster.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yardmaster.experiment.Lab;
import org.yardmaster.provenance.CanonicalJson;
import org.yardmaster.store.Database;

/** What {@code report} publishes is what the database holds. */
class ReportCommandTest {
  private static final Pattern FIGURE =
      Pattern.compile("<data class=\"figure\" value=\"([^\"]+)\" data-key=\"([^\"]+)\"");

  private static final Pattern POINTER = Pattern.compile("&quot;(/evaluations/[^&]+)&quot;");

  @TempDir static Path folder = Path.of("");
  private static Path database = Path.of("");
  private static Path policy = Path.of("");
  private static Path judged = Path.of("");
  private static Path folded = Path.of("");

  /** One policy, its report, and one over folds for all tests: they are what takes time here. */
  @BeforeAll
  static void train() {
    database = ToyLab.create(folder, 400);
    policy = folder.resolve("toy.yard");
    assertThat(
            CommandLineRun.of("train", "--dataset", ToyLab.ID, "--db", database, "--out", policy)
                .code())
        .isZero();
    judged = report("judged", "--policy", policy);
    folded = report("folded", "--learning-curve");
  }

  private static Path report(String name, Object... more) {
    Path out = folder.resolve(name);
    List<Object> words =
        new ArrayList<>(List.of("report", "--dataset", ToyLab.ID, "--db", database, "--out", out));
    words.addAll(List.of(more));
    CommandLineRun run = CommandLineRun.of(words.toArray());
    assertThat(run.code()).as(run.messages()).isZero();
    return out;
  }

  private static JsonNode twin(Path out, String kind) throws IOException {
    return CanonicalJson.parse(Files.readString(out.resolve(kind + ".json")));
  }

  @Test
  void everyNumberIsFoundInTheTwinAndTheTwinInTheRunsTables() throws IOException {
    JsonNode twin = twin(judged, "report");
    Matcher figures = FIGURE.matcher(Files.readString(judged.resolve("report.html")));
    int found = 0;
    for (; figures.find(); found++) {
      JsonNode number = twin.at(figures.group(2));
      assertThat(number.isNumber()).as(figures.group(2)).isTrue();
      assertThat(Double.parseDouble(figures.group(1)))
          .as(figures.group(2))
          .isEqualTo(number.asDouble());
    }
    assertThat(found).isGreaterThan(300);
    assertThat(pointers(Files.readString(judged.resolve("report.html"))))
        .hasSizeGreaterThan(100)
        .allMatch(pointer -> twin.at(pointer).isNumber());
    JsonNode evaluation = twin.at("/evaluations/0");
    JsonNode recorded = recorded(twin.at("/provenance/run of toy").asText());
    recorded.fieldNames().forEachRemaining(name -> requireSame(evaluation, recorded, name));
    JsonNode again =
        CommandLineRun.of(
                "evaluate",
                "--dataset",
                ToyLab.ID,
                "--policy",
                policy,
                "--db",
                database,
                "--json",
                "--figures")
            .json();
    for (String name : List.of("figures", "rivals", "priceSensitivity")) {
      requireSame(evaluation, again, name);
    }
  }

  /** What the page's charts point at. */
  private static List<String> pointers(String page) {
    return POINTER.matcher(page).results().map(found -> found.group(1)).toList();
  }

  private static JsonNode recorded(String run) {
    try (Lab lab = new Lab(Database.openForReading(database), Clock.systemUTC())) {
      return CanonicalJson.parse(lab.evaluations().evaluation(run).json());
    }
  }

  private static void requireSame(JsonNode published, JsonNode kept, String name) {
    assertThat(published.get(name).toString()).as(name).isEqualTo(kept.get(name).toString());
  }

  @Test
  void theSameJudgementGivesTheSameBytes() throws IOException {
    Path second = report("twice", "--policy", policy);
    try (Stream<Path> files = Files.list(judged)) {
      for (Path file : files.toList()) {
        String text = Files.readString(second.resolve(file.getFileName()));
        assertThat(text.replace(second.toString(), judged.toString()))
            .as(file.toString())
            .isEqualTo(Files.readString(file));
      }
    }
  }

  @Test
  void promptsArePrintedOnlyWhenAskedFor() throws IOException {
    String silent = Files.readString(judged.resolve("report.html"));
    String open =
        Files.readString(report("open", "--policy", policy, "--prompts").resolve("report.html"));
    Pattern asked = Pattern.compile("Spell word \\w|Add \\d+ and \\d");
    assertThat(silent).doesNotContainPattern(asked).contains("printed only with --prompts");
    assertThat(open).containsPattern(asked);
  }

  @Test
  void partsThatCannotBeShownSayWhy() throws IOException {
    String page = Files.readString(folded.resolve("report.html"));
    assertThat(page).contains("so there is no single one to look into", "Not measured for this");
    assertThat(twin(folded, "report").at("/evaluations/0/learning")).hasSize(4);
    JsonNode mixes = twin(folded, "report").at("/evaluations/0/derived/stops/0/mix");
    assertThat(mixes.get(0).asDouble() + mixes.get(1).asDouble()).isCloseTo(1, within(1e-9));
  }

  @Test
  void runsAreComparedPairByPairAndTheSameRunTwiceIsATie() throws IOException {
    Path out = folder.resolve("compared");
    String folds = twin(folded, "report").at("/provenance/run of toy").asText();
    String margins =
        twin(report("wide", "--policy", policy, "--margin", "0.02"), "report")
            .at("/provenance/run of toy")
            .asText();
    CommandLineRun run =
        CommandLineRun.of(
            "report",
            "--compare",
            policy,
            margins,
            folds,
            "--dataset",
            ToyLab.ID,
            "--db",
            database,
            "--out",
            out);
    assertThat(run.code()).as(run.messages()).isZero();
    JsonNode twin = twin(out, "comparison");
    JsonNode pairs = twin.at("/exhibits/1/rows");
    assertThat(pairs).hasSize(3);
    assertThat(pairs.get(0).get(0).asText()).isEqualTo("B less A");
    assertThat(pairs.get(0).get(1).get("value").asDouble()).isZero();
    assertThat(pairs.get(0).get(4).asText()).isEqualTo("tie");
    assertThat(twin.at("/exhibits/3/rows").toString()).contains("\"margin\"", "0.02");
    assertThat(out.resolve("comparison.html")).exists();
    assertThat(CommandLineRun.of("report", "--compare", folds, folds, "--db", database).code())
        .isEqualTo(2);
  }

  @Test
  void aStatementSumsTheMonthAndNeverCallsSimulatedTrafficASaving() throws IOException {
    for (boolean simulated : new boolean[] {true, false}) {
      Path ledger = folder.resolve(simulated + ".ledger");
      Path out = folder.resolve(simulated + "-statement");
      long spent = SampleLedger.fill(ledger, simulated);
      CommandLineRun run =
          CommandLineRun.of(
              "report", "--statement", "--ledger", ledger, "--month", "2026-11", "--out", out);
      assertThat(run.code()).as(run.messages()).isZero();
      JsonNode twin = twin(out, "statement");
      assertThat(twin.at("/figures/rows/0/1").asDouble()).isCloseTo(spent / 1e9, within(1e-9));
      assertThat(twin.at("/exhibits/0/rows")).hasSize(SampleLedger.DAYS);
      assertThat(twin.at("/exhibits/1/rows")).hasSize(2);
      assertThat(twin.at("/exhibits/4/rows").toString()).contains("per month");
      double reference = 3 * SampleLedger.DAYS * SampleLedger.REFERENCE_NANO / 1e9;
      assertThat(twin.at("/figures/rows/1/1").asDouble())
          .isCloseTo(reference - spent / 1e9, within(1e-9));
      assertThat(twin.at("/figures/rows/0/0").asText()).isEqualTo("Spent");
      String page = Files.readString(out.resolve("statement.html"));
      assertThat(page.contains("a saving of")).isNotEqualTo(simulated);
      assertThat(page.contains("(simulated)")).isEqualTo(simulated);
      assertThat(out.resolve("by-day.csv")).exists();
    }
  }

  @Test
  void aStatementListsReceiptsAndCountsOnlyWhatArrived() throws IOException {
    Path ledger = folder.resolve("paid.ledger");
    Path out = folder.resolve("paid-statement");
    SampleLedger.fill(ledger, false);
    CommandLineRun run =
        CommandLineRun.of(
            "report", "--statement", "--ledger", ledger, "--month", "2026-11", "--out", out);
    assertThat(run.code()).as(run.messages()).isZero();
    JsonNode twin = twin(out, "statement");
    JsonNode received = twin.at("/figures/rows/6");
    assertThat(received.get(0).asText()).isEqualTo("Received by x402");
    assertThat(received.get(1).asDouble())
        .isCloseTo((SampleLedger.SETTLED_NANO + SampleLedger.TOPPED_UP_NANO) / 1e9, within(1e-12));
    JsonNode receipts = twin.at("/exhibits/5");
    assertThat(receipts.get("id").asText()).isEqualTo("receipts");
    assertThat(receipts.get("rows")).hasSize(3);
    JsonNode call = receipts.at("/rows/0");
    assertThat(call.get(1).asText()).isEqualTo("settled");
    assertThat(call.get(2).asDouble()).isCloseTo(SampleLedger.SETTLED_NANO / 1e9, within(1e-12));
    assertThat(call.get(3).asText()).isIn("pebble", "swift", "summit");
    assertThat(List.of(call.get(4).asInt(), call.get(5).asInt())).containsExactly(900, 300);
    assertThat(call.get(6).asText()).isEqualTo(SampleLedger.TRANSACTION);
    assertThat(receipts.at("/rows/1/1").asText()).isEqualTo("failed");
    assertThat(receipts.at("/rows/1/2").isNumber()).isFalse();
    CommandLineRun listed = CommandLineRun.of("usage", "--receipts", "--ledger", ledger);
    assertThat(listed.out())
        .contains("$0.004", "settled", "failed", SampleLedger.TRANSACTION.substring(0, 8));
    JsonNode same = CommandLineRun.of("usage", "--receipts", "--ledger", ledger, "--json").json();
    assertThat(same.at("/payments/0/charged_nano_usd").asText())
        .isEqualTo(Long.toString(SampleLedger.SETTLED_NANO));
    assertThat(
            CommandLineRun.of("usage", "--receipts", "--ledger", ledger, "--from", "2026-12-01")
                .out())
        .contains("No payments in this span");
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThat(CommandLineRun.of("report", "--db", database).messages())
        .contains("Missing required option: '--dataset=ID'");
    assertThat(
            CommandLineRun.of("report", "--compare", policy, "0000", "--db", database).messages())
        .contains("needs one --dataset");
    assertThat(
            CommandLineRun.of("report", "--statement", "--ledger", folder.resolve("no.db"))
                .messages())
        .contains("There is no ledger");
  }
}
