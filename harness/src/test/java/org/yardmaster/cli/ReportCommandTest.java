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

  @TempDir static Path folder = Path.of("");
  private static Path database = Path.of("");
  private static Path policy = Path.of("");

  @BeforeAll
  static void train() {
    database = ToyLab.create(folder, 400);
    policy = folder.resolve("toy.yard");
    assertThat(
            CommandLineRun.of("train", "--dataset", ToyLab.ID, "--db", database, "--out", policy)
                .code())
        .isZero();
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
    Path out = report("walked", "--policy", policy);
    JsonNode twin = twin(out, "report");
    Matcher figures = FIGURE.matcher(Files.readString(out.resolve("report.html")));
    int found = 0;
    for (; figures.find(); found++) {
      JsonNode number = twin.at(figures.group(2));
      assertThat(number.isNumber()).as(figures.group(2)).isTrue();
      assertThat(Double.parseDouble(figures.group(1)))
          .as(figures.group(2))
          .isEqualTo(number.asDouble());
    }
    assertThat(found).isGreaterThan(300);
    JsonNode judged = twin.at("/evaluations/0");
    JsonNode recorded = recorded(twin.at("/provenance/run of toy").asText());
    recorded.fieldNames().forEachRemaining(name -> requireSame(judged, recorded, name));
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
      requireSame(judged, again, name);
    }
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
    Path first = report("once");
    Path second = report("twice");
    try (Stream<Path> files = Files.list(first)) {
      for (Path file : files.toList()) {
        String text = Files.readString(second.resolve(file.getFileName()));
        assertThat(text.replace(second.toString(), first.toString()))
            .as(file.toString())
            .isEqualTo(Files.readString(file));
      }
    }
  }

  @Test
  void promptsArePrintedOnlyWhenAskedFor() throws IOException {
    String silent = Files.readString(report("silent").resolve("report.html"));
    String open = Files.readString(report("open", "--prompts").resolve("report.html"));
    assertThat(silent).doesNotContain("Spell word").contains("printed only with --prompts");
    assertThat(open).contains("Spell word");
  }

  @Test
  void partsThatCannotBeShownSayWhy() throws IOException {
    Path out = report("folded", "--learning-curve");
    String page = Files.readString(out.resolve("report.html"));
    assertThat(page).contains("so there is no single one to look into", "Not measured for this");
    assertThat(twin(out, "report").at("/evaluations/0/learning")).hasSize(4);
    JsonNode mixes = twin(out, "report").at("/evaluations/0/derived/stops/0/mix");
    assertThat(mixes.get(0).asDouble() + mixes.get(1).asDouble()).isCloseTo(1, within(1e-9));
  }

  @Test
  void runsAreComparedPairByPairAndTheSameRunTwiceIsATie() throws IOException {
    Path out = folder.resolve("compared");
    String folded = twin(report("a"), "report").at("/provenance/run of toy").asText();
    String margins =
        twin(report("b", "--margin", "0.02"), "report").at("/provenance/run of toy").asText();
    CommandLineRun run =
        CommandLineRun.of(
            "report",
            "--compare",
            folded,
            margins,
            policy,
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
    assertThat(CommandLineRun.of("report", "--compare", folded, folded, "--db", database).code())
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
