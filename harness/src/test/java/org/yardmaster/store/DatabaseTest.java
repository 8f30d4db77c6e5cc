package org.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yardmaster.data.DatasetCard;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.PublishedSplit;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Target;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Fault;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.Outcome;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.outcome.Usage;

class DatabaseTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

  @TempDir Path folder = Path.of("");

  private Path file() {
    return folder.resolve("lab.duckdb");
  }

  @Test
  void everyColumnSaysItsMeaning() {
    try (Database database = Database.open(file())) {
      assertThat(new SchemaReader(database).columns())
          .hasSizeGreaterThan(60)
          .allSatisfy(
              column ->
                  assertThat(column.meaning())
                      .as(column.table() + "." + column.name())
                      .isNotEmpty());
    }
  }

  @Test
  void samplesAndOutcomesComeBackAsTheyWere() {
    Sample sample = sample("a", "What is 2 + 2?");
    try (Database database = Database.open(file())) {
      DatasetStore datasets = new DatasetStore(database, CLOCK);
      OutcomeStore outcomes = new OutcomeStore(database, CLOCK);
      assertThat(datasets.add(card("toy"), List.of(sample))).isTrue();
      outcomes.addCandidates(List.of(Candidate.recorded("small"), Candidate.recorded("large")));
      outcomes.append(
          List.of(outcome("small", 0, 0), outcome("small", 1, 1), outcome("large", 0, 1)));
      OutcomeTable table = new TableReader(database, datasets, outcomes).read("toy");

      assertThat(datasets.samples("toy")).containsExactly(sample);
      assertThat(datasets.card("toy")).isEqualTo(card("toy"));
      assertThat(table.quality(table.candidateIndex("small"))).containsExactly(0.5);
      assertThat(table.costUsd(table.candidateIndex("large"))).containsExactly(1e-6);
      assertThat(table.latencySeconds(table.candidateIndex("large"))).containsExactly(2.0);
      assertThat(outcomes.recordedKeys("toy")).hasSize(3);
    }
  }

  @Test
  void aFailureIsNoZeroAndMayBeTriedAgain() {
    try (Database database = Database.open(file())) {
      DatasetStore datasets = new DatasetStore(database, CLOCK);
      OutcomeStore outcomes = new OutcomeStore(database, CLOCK);
      datasets.add(card("toy"), List.of(sample("a", "x")));
      outcomes.addCandidates(List.of(Candidate.recorded("small"), Candidate.recorded("large")));
      outcomes.append(List.of(outcome("small", 0, 1), failure("large")));
      OutcomeTable table = new TableReader(database, datasets, outcomes).read("toy");

      assertThat(table.present(table.candidateIndex("large"), 0)).isFalse();
      assertThat(table.coverage()).isEqualTo(0.5);
      assertThat(outcomes.recordedKeys("toy")).hasSize(1);
    }
  }

  @Test
  void aSnapshotLiesBesideLongWorkAndGoesWithIt() {
    try (Database database = Database.open(file())) {
      boolean there = database.besideSnapshot(() -> Files.exists(Database.snapshotPath(file())));
      assertThat(there).isTrue();
    }
    assertThat(Database.snapshotPath(file())).doesNotExist();
  }

  @Test
  void theLatestGradingCountsAndTheOldOneIsKept() {
    try (Database database = Database.open(file())) {
      DatasetStore datasets = new DatasetStore(database, CLOCK);
      OutcomeStore outcomes = new OutcomeStore(database, CLOCK);
      datasets.add(card("toy"), List.of(sample("a", "x")));
      outcomes.addCandidates(List.of(Candidate.recorded("small")));
      outcomes.append(List.of(outcome("small", 0, 1)));
      outcomes.appendGrades(
          List.of(
              new OutcomeStore.KeyedGrade(
                  Outcome.key("toy", "a", "small", 0),
                  Grade.Scored.binary("text/2", false, "", ""))));

      assertThat(new TableReader(database, datasets, outcomes).read("toy").quality(0))
          .containsExactly(0.0);
      assertThat(Rows.query(database, "SELECT count(*) FROM grade", row -> row.getInt(1)))
          .containsExactly(2);
    }
  }

  @Test
  void anAnswerThatCanNoLongerBeScoredIsMissingNotAsGoodAsBefore() {
    try (Database database = Database.open(file())) {
      DatasetStore datasets = new DatasetStore(database, CLOCK);
      OutcomeStore outcomes = new OutcomeStore(database, CLOCK);
      datasets.add(card("toy"), List.of(sample("a", "x")));
      outcomes.addCandidates(List.of(Candidate.recorded("small"), Candidate.recorded("large")));
      outcomes.append(List.of(outcome("small", 0, 1), outcome("large", 0, 1)));
      outcomes.appendGrades(
          List.of(
              new OutcomeStore.KeyedGrade(
                  Outcome.key("toy", "a", "small", 0), new Grade.Unscored("text/2", "no text"))));
      OutcomeTable table = new TableReader(database, datasets, outcomes).read("toy");

      assertThat(table.present(table.candidateIndex("small"), 0)).isFalse();
      assertThat(table.present(table.candidateIndex("large"), 0)).isTrue();
      assertThat(new StatusReader(database).read().getFirst().graded()).isEqualTo(1);
    }
  }

  @Test
  void theSameDataSetTwiceChangesNothingAndAnotherOneIsRefused() {
    try (Database database = Database.open(file())) {
      DatasetStore datasets = new DatasetStore(database, CLOCK);
      datasets.add(card("toy"), List.of(sample("a", "x")));

      assertThat(datasets.add(card("toy"), List.of(sample("a", "x")))).isFalse();
      assertThatThrownBy(() -> datasets.add(card("toy"), List.of(sample("a", "y"))))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("never overwritten");
    }
  }

  @Test
  void whatFailsHalfwayLeavesNothing() {
    try (Database database = Database.open(file())) {
      DatasetStore datasets = new DatasetStore(database, CLOCK);
      assertThatThrownBy(
              () ->
                  database.transaction(
                      () -> {
                        datasets.add(card("toy"), List.of(sample("a", "x")));
                        throw new IllegalStateException("power cut");
                      }))
          .hasMessage("power cut");
      assertThatThrownBy(() -> datasets.requireKnown("toy")).hasMessageContaining("it has none");
    }
  }

  @Test
  void aNewerDatabaseIsRefusedAndLeftAsItWas() {
    try (Database database = Database.open(file())) {
      database.execute("INSERT INTO schema_version VALUES (99, now())");
    }
    assertThatThrownBy(() -> Database.open(file()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("version 99")
        .hasMessageContaining("Maybe update Yardmaster");
  }

  @Test
  void aFileThatIsNoDatabaseIsRefused() throws IOException {
    Files.writeString(file(), "hello, I am a text file and not a database at all");
    assertThatThrownBy(() -> Database.open(file()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("cannot be opened as a DuckDB database");
    assertThat(Files.readString(file())).startsWith("hello");
  }

  @Test
  void aMissingDatabaseIsNotCreatedByReading() {
    assertThatThrownBy(() -> Database.openForReading(file()))
        .hasMessageContaining("No database at");
    assertThat(file()).doesNotExist();
  }

  @Test
  void aSnapshotHoldsWhatWasCommitted() {
    try (Database database = Database.open(file())) {
      new DatasetStore(database, CLOCK).add(card("toy"), List.of(sample("a", "x")));
      database.refreshSnapshot();
      try (Database snapshot = Database.openForReading(Database.snapshotPath(file()))) {
        assertThat(new DatasetStore(snapshot, CLOCK).samples("toy")).hasSize(1);
      }
      database.refreshSnapshot();
      database.removeSnapshot();
      assertThat(Database.snapshotPath(file())).doesNotExist();
    }
  }

  private static DatasetCard card(String id) {
    return new DatasetCard(
        id, "Toy", "here", "Apache-2.0", false, "tests", List.of(), List.of("toy"), "by group");
  }

  private static Sample sample(String id, String text) {
    return new Sample(
        id,
        Prompt.of(text),
        new Target.Text(List.of("4", "four")),
        "arithmetic",
        id,
        PublishedSplit.NONE,
        Map.of("language", "en"));
  }

  private static Outcome outcome(String candidate, int trial, double quality) {
    return new Outcome(
        "toy",
        "a",
        candidate,
        trial,
        new Completion.Completed("4", "", "stop", Usage.Tokens.measured(5, 1)),
        Grade.Scored.published(quality),
        new Cost.Known(1_000),
        new Latency.Measured(2_000_000_000L, 1_000_000_000L));
  }

  private static Outcome failure(String candidate) {
    return new Outcome(
        "toy",
        "a",
        candidate,
        0,
        new Completion.Failed(Fault.TIMEOUT, "no answer", new Usage.Unknown()),
        new Grade.Unscored("none", "the call failed"),
        new Cost.Unknown("no token counts"),
        new Latency.Unmeasured());
  }
}
