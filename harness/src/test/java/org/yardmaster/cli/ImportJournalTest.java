package org.yardmaster.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yardmaster.data.Prompt;
import org.yardmaster.experiment.Lab;
import org.yardmaster.journal.Journal;
import org.yardmaster.journal.JournalSpec;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Fault;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.LoggedCall;
import org.yardmaster.outcome.Usage;
import org.yardmaster.outcome.UsageRecord;
import org.yardmaster.store.Database;
import org.yardmaster.store.OutcomeReader;
import org.yardmaster.store.OutcomeStore;

/** From the gateway's journal to a judgement of what it did. */
class ImportJournalTest {
  private static final Instant AT = Instant.parse("2026-05-01T10:00:00Z");
  private static final int CALLS = 400;

  @TempDir Path folder = Path.of("");

  private Path database() {
    return folder.resolve("lab.duckdb");
  }

  /** The small one is preferred and drawn three times in four. */
  private static LoggedCall call(int number, String served, Completion completion) {
    boolean explores = number % 4 == 0;
    Prompt prompt = Prompt.of("Question %d?".formatted(number));
    return new LoggedCall(
        "r" + number,
        AT.plusSeconds(number),
        "chat",
        "",
        new LoggedCall.Seen.Text(prompt, LoggedCall.FeatureVector.NONE),
        new LoggedCall.Choice(
            "digest",
            "",
            true,
            "small",
            explores ? "large" : "small",
            explores ? 0.25 : 0.75,
            explores ? "explores" : "cheap"),
        new UsageRecord.Served(served, served + "-1", "acme", false),
        completion,
        new Cost.Known(served.equals("large") ? 5_000_000 : 1_000_000),
        new Latency.Unmeasured());
  }

  private void write(JournalSpec spec) {
    Usage usage = Usage.Tokens.measured(5, 1);
    try (Journal journal = Journal.open(folder.resolve("journal"), spec, Clock.systemUTC())) {
      for (int number = 0; number < CALLS; number++) {
        String served = number % 4 == 0 ? "large" : "small";
        journal.write(call(number, served, new Completion.Completed("x", "", "stop", usage)));
      }
      Completion failed = new Completion.Failed(Fault.TIMEOUT, "late", usage);
      journal.write(call(CALLS + 1, "small", failed));
      journal.write(call(CALLS + 3, "large", new Completion.Completed("x", "", "stop", usage)));
    }
  }

  private CommandLineRun imported() {
    return CommandLineRun.of("import", "journal", folder.resolve("journal"), "--db", database());
  }

  @BeforeEach
  void journal() {
    write(JournalSpec.STANDARD.withTexts());
  }

  private JsonNode judged(String reward) {
    return CommandLineRun.of(
            "evaluate",
            "off-policy",
            "--dataset",
            "journal",
            "--reward",
            reward,
            "--json",
            "--db",
            database())
        .json();
  }

  @Test
  void theCostWithoutExploringIsToldFromTheJournalAlone() {
    assertThat(imported().out()).contains("journal", "402 prompts");
    JsonNode cost = judged("cost");
    assertThat(cost.get("calls").asInt()).isEqualTo(CALLS);
    assertThat(cost.get("selfNormalised").asDouble()).isCloseTo(0.001, within(1e-12));
    assertThat(cost.get("propensitiesFit").asBoolean()).isTrue();
    assertThat(cost.get("leftOut").asText()).contains("1 calls that nobody", "1 that a fallback");
  }

  @Test
  void qualityNeedsGrades() {
    imported();
    CommandLineRun ungraded =
        CommandLineRun.of("evaluate", "off-policy", "--dataset", "journal", "--db", database());
    assertThat(ungraded.code()).isEqualTo(1);
    assertThat(ungraded.messages()).contains("400 have no grade", "--reward cost");
    gradeAll();
    assertThat(judged("quality").get("selfNormalised").asDouble())
        .isCloseTo(2.0 / 3, within(1e-12));
  }

  private void gradeAll() {
    try (Lab lab = new Lab(Database.open(database()), Clock.systemUTC())) {
      List<OutcomeStore.KeyedGrade> grades =
          new OutcomeReader(lab.database())
              .read("journal").stream()
                  .map(
                      outcome ->
                          new OutcomeStore.KeyedGrade(
                              outcome.key(),
                              Grade.Scored.binary(
                                  "test/1", outcome.sampleId().matches("r\\d*[13579]"), "", "")))
                  .toList();
      lab.outcomes().appendGrades(grades);
    }
  }

  @Test
  void nothingIsLearnedFromPromptsThatWereNotLogged() {
    Path other = folder.resolve("other");
    try (Journal journal = Journal.open(other, JournalSpec.STANDARD, Clock.systemUTC())) {
      journal.write(
          call(1, "small", new Completion.Completed("x", "", "stop", new Usage.Unknown())));
    }
    CommandLineRun.of("import", "journal", other, "--db", database());
    CommandLineRun trained = CommandLineRun.of("train", "--dataset", "journal", "--db", database());
    assertThat(trained.code()).isEqualTo(1);
    assertThat(trained.messages()).contains("without the prompts of 1 calls");
  }

  @Test
  void aDataSetThatIsNoJournalIsRefused() {
    Path toy = ToyLab.create(folder, 10);
    assertThat(
            CommandLineRun.of("evaluate", "off-policy", "--dataset", ToyLab.ID, "--db", toy)
                .messages())
        .contains("no journal", "chosen");
  }

  @Test
  void driftIsToldBetweenTheCallsOfAJournalThatNobodyGraded() {
    assertThat(imported().code()).isZero();
    CommandLineRun drift =
        CommandLineRun.of("evaluate", "drift", "--dataset", "journal", "--db", database());
    assertThat(drift.code()).isZero();
    assertThat(drift.out()).contains("counters have shifted", "nothing is said of quality");
  }
}
