package org.yardmaster.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.duckdb.DuckDBAppender;
import org.yardmaster.data.PromptJson;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Splitter;
import org.yardmaster.data.TargetJson;
import org.yardmaster.provenance.Digest;

/** Samples as rows of {@code sample}, made in parallel, with the digest over all of them. */
final class SampleRows {
  private static final int CHUNK = 4_096;

  private final String datasetId;
  private final MessageDigest digest = Digest.sha256();
  private long position;

  SampleRows(String datasetId) {
    this.datasetId = datasetId;
  }

  /** A sample with its JSON, before it has a position. */
  private record Written(
      Sample sample, String promptJson, String promptDigest, String targetJson, String labels) {
    static Written of(Sample sample) {
      String prompt = PromptJson.write(sample.prompt());
      return new Written(
          sample,
          prompt,
          Digest.sha256Hex(prompt),
          TargetJson.write(sample.target()),
          DatasetStore.json(sample.labels()));
    }
  }

  /** One row. */
  interface Row {
    void write(DuckDBAppender row) throws SQLException;
  }

  /**
   * Hands over the rows of all samples in their order. The next ones are read and written as JSON
   * by another thread meanwhile, so the samples must not depend on what the handler does.
   */
  void each(Iterable<Sample> samples, Consumer<Row> handler) {
    Iterator<Sample> rest = samples.iterator();
    try (ExecutorService ahead = Executors.newSingleThreadExecutor()) {
      Future<List<Written>> next = ahead.submit(() -> chunk(rest));
      List<Written> chunk = result(next);
      while (!chunk.isEmpty()) {
        next = ahead.submit(() -> chunk(rest));
        for (Written written : chunk) {
          add(written);
          long at = position++;
          handler.accept(row -> write(row, written, at));
        }
        chunk = result(next);
      }
    }
  }

  private static List<Written> chunk(Iterator<Sample> rest) {
    List<Sample> chunk = new ArrayList<>(CHUNK);
    while (chunk.size() < CHUNK && rest.hasNext()) {
      chunk.add(rest.next());
    }
    return chunk.parallelStream().map(Written::of).toList();
  }

  /** What the other thread made, or what it failed of. */
  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException fault) {
      if (fault.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new StoreException("Cannot read the samples: " + fault.getCause(), fault);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new StoreException("Interrupted while samples were read.", stop);
    }
  }

  private void add(Written written) {
    String line =
        written.sample().id() + '\t' + written.promptDigest() + '\t' + written.targetJson() + '\n';
    digest.update(line.getBytes(StandardCharsets.UTF_8));
  }

  private void write(DuckDBAppender row, Written written, long at) throws SQLException {
    Sample sample = written.sample();
    row.append(datasetId)
        .append(sample.id())
        .append(at)
        .append(sample.task())
        .append(sample.groupId())
        .append(Splitter.STANDARD.split(sample.groupId()).name())
        .append(sample.publishedSplit().name())
        .append(written.promptJson())
        .append(written.promptDigest())
        .append(written.targetJson())
        .append(written.labels());
  }

  /** SHA-256 over id, prompt and target of every sample handed over; ends the count. */
  String digest() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
