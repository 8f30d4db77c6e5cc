package org.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yardmaster.data.PublishedSplit;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Target;
import org.yardmaster.load.BadInputException;
import org.yardmaster.load.RowPolicy;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.Outcome;
import org.yardmaster.outcome.Usage;
import org.yardmaster.price.Price;
import org.yardmaster.price.PriceBook;

/** A user's own table, from CSV, JSON lines and Parquet into the database. */
class TableImportTest {
  @TempDir private Path folder;
  private TableLab lab;

  @BeforeEach
  void open() {
    lab = new TableLab(folder);
  }

  @AfterEach
  void close() {
    lab.close();
  }

  private static final String PER_CALL =
      """
      dataset: support
      prompt: request.text
      task: kind
      split: part
      target: gold
      targetKind: number
      time: at
      qualityRange: [1, 5]
      outcome:
        candidate: model
        quality: stars
        response: answer
        inputTokens: usage.in
        outputTokens: usage.out
        costUsd: cost
        latencySeconds: seconds
      """;

  @Test
  void jsonLinesWithOneRowPerCall() {
    Path file =
        lab.write(
            "calls.jsonl",
            """
            {"request": {"text": "6*7"}, "kind": "math", "part": "Train", "gold": "42", "at": "2026-01-31 12:00:00", "model": "a", "stars": 4, "answer": "42", "usage": {"in": 3, "out": 1}, "cost": 0.00001, "seconds": 0.5}
            {"request": {"text": "6*7"}, "kind": "math", "part": "Train", "gold": "42", "at": "2026-01-31 12:00:01", "model": "b", "stars": null, "answer": "41😀é"}
            """);
    assertThat(lab.store(file, PER_CALL)).isTrue();
    Sample sample = lab.datasets.samples("support").getFirst();
    assertThat(sample.task()).isEqualTo("math");
    assertThat(sample.publishedSplit()).isEqualTo(PublishedSplit.TRAIN);
    assertThat(sample.target()).isInstanceOf(Target.Numeric.class);
    assertThat(sample.labels()).containsEntry("time", "2026-01-31T12:00:00Z");
    List<Outcome> outcomes = lab.read("support");
    assertThat(outcomes).hasSize(2);
    Outcome first = outcomes.getFirst();
    assertThat(first.grade()).isEqualTo(new Grade.Scored("published", 0.75, 4, 1, 5, "", ""));
    assertThat(first.completion())
        .isEqualTo(new Completion.Completed("42", "", "", Usage.Tokens.measured(3, 1)));
    assertThat(first.cost()).isEqualTo(new Cost.Known(10_000));
    assertThat(first.latency()).isEqualTo(new Latency.Measured(500_000_000, 500_000_000));
    Outcome second = outcomes.getLast();
    assertThat(second.grade()).isInstanceOf(Grade.Unscored.class);
    assertThat(second.completion().usage()).isEqualTo(new Usage.Tokens(1, 0, 1, 0, true));
    assertThat(second.cost()).isEqualTo(new Cost.Unknown("no price for model (b)"));
    assertThat(lab.outcomes.recordedKeys("support"))
        .containsExactlyInAnyOrder(first.key(), second.key());
  }

  private static final String PER_PROMPT =
      """
      prompt: question
      id: nr
      candidates:
        small: {quality: small_ok}
        large: {quality: large_ok, response: large_says}
      """;
  private static final String WIDE =
      "nr,question,small_ok,large_ok,large_says\n1,Why?,True,0.5,So\n2,How?,,1,\n";

  @Test
  void csvWithColumnsPerCandidate() {
    lab.store(lab.write("wide.csv", WIDE), PER_PROMPT);
    assertThat(lab.read("t"))
        .extracting(outcome -> outcome.sampleId() + " " + outcome.candidateId())
        .containsExactly("1 large", "1 small", "2 large");
  }

  @Test
  void parquetGivesWhatTheSameCsvGives() {
    lab.store(lab.write("wide.csv", WIDE), "dataset: csv\n" + PER_PROMPT);
    Path file =
        lab.parquet(
            "it's wide.parquet",
            "SELECT * FROM (VALUES (1, 'Why?', true, 0.5, 'So'), (2, 'How?', NULL, 1, '  '))"
                + " t(nr, question, small_ok, large_ok, large_says)");
    lab.store(file, "dataset: parquet\n" + PER_PROMPT);
    assertThat(lab.datasets.samples("parquet")).isEqualTo(lab.datasets.samples("csv"));
    assertThat(lab.read("parquet"))
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("datasetId")
        .isEqualTo(lab.read("csv"));
  }

  @Test
  void costsComeFromThePriceListWhereTheTableHasNone() {
    Price price = new Price("a", 3_000, 1_000, 7_001, 5, LocalDate.EPOCH, "made up");
    Path file =
        lab.write("t.csv", "q,m,s,in,cached,out,thought\nWhy?,a,1,11,7,13,2\nWhy?,b,0,1,0,1,0\n");
    lab.store(
        file,
        """
        prompt: q
        outcome: {candidate: m, quality: s, inputTokens: in, cachedInputTokens: cached, outputTokens: out, reasoningTokens: thought}
        """,
        RowPolicy.strict(),
        new PriceBook(List.of(price)));
    Outcome outcome = lab.read("t").getFirst();
    assertThat(outcome.completion().usage()).isEqualTo(new Usage.Tokens(11, 7, 13, 2, false));
    assertThat(outcome.cost()).isEqualTo(price.cost(outcome.completion().usage()));
    assertThat(lab.prices.read().prices()).containsExactly(price);
  }

  @Test
  void promptsBeyondOneChunkKeepTheirOrderAndComeOnce() {
    Path file =
        lab.parquet(
            "many.parquet",
            "SELECT 'q' || p AS id, 'Prompt ' || p AS q, 'm' || c AS m, (p + c) % 2 AS s"
                + " FROM range(8_100) a(p), range(2) b(c) ORDER BY p, c");
    String mapping = "prompt: q\nid: id\noutcome: {candidate: m, quality: s}\n";
    assertThat(lab.store(file, mapping)).isTrue();
    assertThat(lab.datasets.samples("t"))
        .extracting(Sample::id)
        .hasSize(8_100)
        .startsWith("q0", "q1", "q2")
        .endsWith("q8099");
    assertThat(lab.read("t")).hasSize(16_200);
    assertThat(lab.store(file, mapping)).as("the very same again").isFalse();
    assertThat(lab.read("t")).hasSize(16_200);
  }

  @Test
  void namesTheColumnThatIsNotThere() {
    assertThatThrownBy(
            () -> lab.store(lab.write("wide.csv", "nr,question,small\n1,Why?,1\n"), PER_PROMPT))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("wide.csv, line 1", "[nr, question, small]", "small_ok");
    assertThatThrownBy(() -> lab.store(lab.parquet("w.parquet", "SELECT 1 AS nr"), PER_PROMPT))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("w.parquet", "[nr]", "small_ok");
  }

  @Test
  void theFirstBadRowIsNamedByLineColumnAndName() {
    Path file =
        lab.write(
            "wide.csv",
            """
            nr,question,small_ok,large_ok,large_says
            1,"Why
            so?",1,1,x
            2,How?,1,2,x
            3,,9,1,
            """);
    assertThatThrownBy(() -> lab.store(file, PER_PROMPT))
        .isInstanceOf(BadInputException.class)
        .hasMessageEndingWith(
            "wide.csv, line 4: found \"2\" in column 4 (\"large_ok\"); expected a number from 0.0"
                + " to 1.0.");
    assertThatThrownBy(() -> lab.datasets.card("t")).isInstanceOf(StoreException.class);
  }

  @Test
  void badRowsAreSetAsideWithTheirTextAndTheRestIsWhole() {
    Path file =
        lab.write(
            "calls.csv",
            """
            q,m,s,n,when,part
            One?,a,1,3,2026-01-01,train
            One?,a,1,3,2026-01-01T00:00:00Z,train
            One?,a,0,3,2026-01-01T00:00:00Z,train
            Two?,a,inf,3,2026-01-01T00:00:00Z,train
            Two?,b,1,2.5,2026-01-01T00:00:00Z,train
            Two?,,1,2,2026-01-01T00:00:00Z,train
            Two?,c,1,2,2026-01-01T00:00:00Z,exam
            Two?,c,1e0,2.0,2026-01-01T00:00:00Z,Train
            Two?,d
            """);
    lab.storeSkipping(
        file,
        """
        prompt: q
        time: when
        split: part
        outcome: {candidate: m, quality: s, inputTokens: n, outputTokens: n}
        """);
    assertThat(lab.rejects)
        .extracting(reject -> reject.place().line() + ": " + reject.problem())
        .containsExactlyInAnyOrder(
            "2: found \"2026-01-01\" in column 5 (\"when\"); expected ISO 8601, as"
                + " 2026-01-31T12:00:00Z",
            "4: found a second outcome of (a) at (%s); expected one per trial"
                .formatted(lab.datasets.samples("t").getFirst().id()),
            "5: found \"inf\" in column 3 (\"s\"); expected a number from 0.0 to 1.0",
            "6: found \"2.5\" in column 4 (\"n\"); expected a whole number from 0 to 1,000,000,000",
            "7: found nothing in column 2 (\"m\"); expected a value",
            "8: found \"exam\" in column 6 (\"part\"); expected train, validation, test, none",
            "10: found 2 cells; expected 6 as in the header");
    assertThat(lab.rejects).extracting(reject -> reject.raw()).contains("Two?,d");
    assertThat(lab.read("t"))
        .extracting(outcome -> outcome.candidateId())
        .containsExactly("a", "c");
  }

  @Test
  void aRepeatedOutcomeIsFoundAmongManyCandidates() {
    Path file =
        lab.parquet(
            "calls.parquet",
            "SELECT 'One?' AS q, 'm' || (i % 130) AS m, 1.0::DOUBLE AS s FROM range(131) t(i)");
    lab.storeSkipping(file, "prompt: q\noutcome: {candidate: m, quality: s}\n");
    assertThat(lab.rejects)
        .extracting(reject -> reject.place().line() + ": " + reject.problem())
        .singleElement()
        .asString()
        .startsWith("131: found a second outcome of (m0) at ");
    assertThat(lab.read("t")).hasSize(130);
  }

  @Test
  void badRowsOfParquetAreSetAsideWithTheirText() {
    Path file =
        lab.parquet(
            "calls.parquet",
            "SELECT * FROM (VALUES ('One?', 'a', 1.0::DOUBLE), ('Two?', 'a', 'NaN'::DOUBLE))"
                + " t(q, m, s)");
    lab.storeSkipping(file, "prompt: q\noutcome: {candidate: m, quality: s}\n");
    assertThat(lab.rejects)
        .extracting(reject -> reject.place().line() + ": " + reject.raw())
        .containsExactly("2: Two?,a,nan");
    assertThat(lab.read("t")).hasSize(1);
  }

  @Test
  void aTableWithoutGoodRowsOrWithAnotherContentIsRefused() {
    Path file = lab.write("t.csv", "q,m,s\nWhy?,a,2\n");
    String mapping = "prompt: q\noutcome: {candidate: m, quality: s}\n";
    assertThatThrownBy(() -> lab.storeSkipping(file, mapping))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("empty");
    lab.store(lab.write("t.csv", "q,m,s\nWhy?,a,1\n"), mapping);
    assertThatThrownBy(() -> lab.store(lab.write("t.csv", "q,m,s\nHow?,a,1\n"), mapping))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("other samples");
    assertThat(lab.read("t")).hasSize(1);
  }

  @Test
  void saysWhatIsWrongWithAMapping() {
    Path file = lab.write("wide.csv", "a\n");
    assertThatThrownBy(() -> lab.store(file, "prmpt: a\n"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("mapping.yaml", "prmpt");
    assertThatThrownBy(() -> lab.store(file, "")).isInstanceOf(BadInputException.class);
    assertThatThrownBy(() -> lab.store(file, "prompt: a\ntargetKind: colour\n"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("colour", "text, number, choice");
  }
}
