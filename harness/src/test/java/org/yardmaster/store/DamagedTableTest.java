package org.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yardmaster.data.Sample;
import org.yardmaster.load.BadInputException;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Outcome;

/** Whatever happens to a table, its import ends in a whole data set or leaves none behind. */
class DamagedTableTest {
  private static final int TRIES = 20;
  private static final byte[] TELLING =
      "{}[]\",:\\\n0-.eE\u0000nulltrue".getBytes(StandardCharsets.UTF_8);
  private static final String MAPPING =
      """
      prompt: q
      target: t
      targetKind: number
      time: w
      outcome: {candidate: m, quality: s, response: r, inputTokens: n, outputTokens: n, costUsd: c, latencySeconds: l}
      """;
  private static final String CSV =
      """
      q,t,w,m,s,r,n,c,l
      Why?,1,2026-01-31T12:00:00Z,a,1,So,3,0.1,0.5
      "Ho,w?",,2026-01-31T12:00:00Z,b,0.5,,4,,1
      """;
  private static final String JSON =
      """
      {"q": "Why?", "t": 1, "w": "2026-01-31T12:00:00Z", "m": "a", "s": 1, "r": "So"}
      {"q": "How?", "m": "b", "s": 0.5, "n": 4, "c": 1e-3, "l": 1}
      """;

  @TempDir Path folder = Path.of("");

  @Test
  void csv() throws IOException {
    damage("t.csv", CSV.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void jsonLines() throws IOException {
    damage("t.jsonl", JSON.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void parquet() throws IOException {
    Path file = folder.resolve("whole.parquet");
    try (TableLab lab = new TableLab(folder)) {
      lab.parquet(
          "whole.parquet",
          "SELECT 'Prompt ' || i AS q, i AS t, '2026-01-31T12:00:00Z' AS w, 'm' || (i % 2) AS m,"
              + " 0.5 AS s, 'So ' || i AS r, i AS n, 0.1 AS c, 1.5 AS l FROM range(40) r(i)");
    }
    damage("t.parquet", Files.readAllBytes(file));
  }

  private void damage(String name, byte[] whole) throws IOException {
    SplittableRandom random = new SplittableRandom(20260101);
    int stored = 0;
    try (TableLab lab = new TableLab(folder)) {
      for (int attempt = 0; attempt < TRIES; attempt++) {
        String dataset = "t" + attempt;
        Path file =
            Files.write(folder.resolve(name), attempt == 0 ? whole : damaged(whole, random));
        try {
          if (random.nextBoolean()) {
            lab.storeSkipping(file, "dataset: " + dataset + "\n" + MAPPING);
          } else {
            lab.store(file, "dataset: " + dataset + "\n" + MAPPING);
          }
          requireWhole(lab, dataset);
          stored++;
        } catch (BadInputException refusal) {
          assertThat(refusal.getMessage()).isNotBlank().doesNotContain("Exception");
          requireNothing(lab, dataset);
        }
      }
    }
    assertThat(stored).as("imports that came to an end").isPositive().isLessThan(TRIES);
  }

  private static void requireNothing(TableLab lab, String dataset) {
    for (String table : List.of("dataset", "sample", "outcome")) {
      assertThat(
              Rows.query(
                  lab.database,
                  "SELECT count(*) FROM %s WHERE dataset_id = ?".formatted(table),
                  row -> row.getLong(1),
                  dataset))
          .containsExactly(0L);
    }
  }

  /** Every outcome has its sample, a grade in range and a key of its own. */
  private static void requireWhole(TableLab lab, String dataset) {
    Set<String> samples = new HashSet<>();
    for (Sample sample : lab.datasets.samples(dataset)) {
      assertThat(samples.add(sample.id())).isTrue();
    }
    Set<String> keys = new HashSet<>();
    for (Outcome outcome : lab.read(dataset)) {
      assertThat(samples).contains(outcome.sampleId());
      assertThat(keys.add(outcome.key())).isTrue();
      if (outcome.grade() instanceof Grade.Scored scored) {
        assertThat(scored.value()).isBetween(0.0, 1.0);
      }
    }
    assertThat(keys).isEqualTo(lab.outcomes.recordedKeys(dataset));
  }

  /** Cuts, overwrites, removes or doubles a part. */
  private static byte[] damaged(byte[] bytes, SplittableRandom random) {
    int at = random.nextInt(bytes.length);
    int length = Math.min(bytes.length - at, 1 + random.nextInt(8));
    byte[] changed = bytes.clone();
    switch (random.nextInt(4)) {
      case 0 -> changed = Arrays.copyOf(bytes, at);
      case 1 -> changed[at] = TELLING[random.nextInt(TELLING.length)];
      case 2 -> changed[at] = (byte) random.nextInt(256);
      default -> {
        byte[] tail = Arrays.copyOfRange(bytes, at, bytes.length);
        changed = Arrays.copyOf(bytes, bytes.length + length);
        System.arraycopy(tail, 0, changed, at + length, tail.length);
      }
    }
    return changed;
  }
}
