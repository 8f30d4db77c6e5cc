package org.yardmaster.store;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.yardmaster.cli.Main;

/**
 * How fast a large table comes in, beside DuckDB's own {@code CREATE TABLE AS SELECT} of the same
 * columns in the same run. Started by {@code .ci/import-speed}.
 */
final class ImportSpeed {
  private static final String MAPPING =
      """
      dataset: speed
      prompt: prompt
      id: id
      task: task
      outcome: {candidate: model, quality: quality, inputTokens: input_tokens, outputTokens: output_tokens, costUsd: cost_usd, latencySeconds: seconds}
      """;

  private final Path folder;
  private final PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);

  private ImportSpeed(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] arguments) throws IOException {
    int prompts = Integer.parseInt(arguments[0]);
    int candidates = Integer.parseInt(arguments[1]);
    new ImportSpeed(Path.of(arguments[2])).run(prompts, candidates);
  }

  private void run(int prompts, int candidates) throws IOException {
    Path parquet = folder.resolve("calls.parquet");
    try (Database maker = Database.scratch(folder.resolve("maker.duckdb"))) {
      maker.execute(
          "COPY (%s) TO %s (FORMAT parquet)"
              .formatted(calls(prompts, candidates), literal(parquet)));
    }
    out.printf(
        "%,d outcomes: %,d prompts x %d candidates, Parquet of %,d MB, heap of at most %,d MiB%n",
        (long) prompts * candidates,
        prompts,
        candidates,
        Files.size(parquet) / 1_000_000,
        Runtime.getRuntime().maxMemory() >> 20);
    double before = createTable(parquet, "before");
    double took = importTable(parquet);
    double after = createTable(parquet, "after");
    double stored = createStored();
    double plain = (before + after) / 2;
    out.printf(
        "CREATE TABLE AS SELECT of the same columns: %.1f s before, %.1f s after%n", before, after);
    out.printf("import: %.1f s, %,.0f rows/s%n", took, (double) prompts * candidates / took);
    out.printf("ratio to CREATE TABLE AS SELECT of the columns of the file: %.2f%n", plain / took);
    out.printf(
        "ratio to CREATE TABLE AS SELECT of the columns as stored (%.1f s): %.2f%n",
        stored, stored / took);
  }

  /** Made-up calls: prompts of about 200 characters, answered by every candidate. */
  private static String calls(int prompts, int candidates) {
    return """
    SELECT 'q' || p AS id, 'task-' || (p %% 7) AS task,
      'Question ' || p || ': ' || repeat(md5(p::VARCHAR) || ' ', 6) AS prompt,
      'model-' || m AS model, ((hash(p * 31 + m) %% 100) < 60)::INT::DOUBLE AS quality,
      50 + (hash(p) %% 400)::BIGINT AS input_tokens,
      5 + (hash(p * 7 + m) %% 900)::BIGINT AS output_tokens,
      (hash(p * 11 + m) %% 1000000) / 1e8 AS cost_usd,
      (hash(p * 13 + m) %% 30000) / 1e3 AS seconds
    FROM range(%d) a(p), range(%d) b(m)
    """
        .formatted(prompts, candidates);
  }

  private double createTable(Path parquet, String name) {
    return seconds(
        () -> {
          try (Database plain = unlimited(name)) {
            plain.execute("CREATE TABLE calls AS SELECT * FROM " + literal(parquet));
          }
        });
  }

  /** All that the import stores, outcomes, grades and prompts, copied table by table. */
  private double createStored() {
    return seconds(
        () -> {
          try (Database plain = unlimited("stored")) {
            plain.execute("ATTACH %s AS lab (READ_ONLY)".formatted(literal(lab())));
            for (String table : List.of("sample", "outcome", "grade")) {
              plain.execute("CREATE TABLE %1$s AS SELECT * FROM lab.%1$s".formatted(table));
            }
          }
        });
  }

  private Database unlimited(String name) {
    Database database = Database.scratch(folder.resolve(name + ".duckdb"));
    database.execute("RESET memory_limit");
    return database;
  }

  private Path lab() {
    return folder.resolve("lab.duckdb");
  }

  private double importTable(Path parquet) throws IOException {
    Path mapping = Files.writeString(folder.resolve("calls.yaml"), MAPPING);
    PrintWriter messages = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    Files.writeString(Path.of("/proc/self/clear_refs"), "5"); // the peak starts anew
    double took =
        seconds(
            () -> {
              int code =
                  Main.run(
                      out,
                      messages,
                      "import",
                      "table",
                      parquet.toString(),
                      "--mapping",
                      mapping.toString(),
                      "--db",
                      lab().toString());
              if (code != 0) {
                throw new IllegalStateException("The import ended with " + code);
              }
            });
    Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .forEach(line -> out.printf("peak memory of the whole process:%s%n", line.substring(6)));
    return took;
  }

  private static String literal(Path file) {
    return StagedColumns.literal(file.toString());
  }

  private static double seconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }
}
