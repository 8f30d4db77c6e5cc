package org.yardmaster.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.yardmaster.evaluate.Evaluation;
import org.yardmaster.evaluate.EvaluationSpec;
import org.yardmaster.outcome.Candidate;

/**
 * Makes tables of any size and judges wide ones, for {@code .ci/growth}:
 *
 * <pre>
 * calls PROMPTS FILE               a table of calls, 10 candidates, as Parquet
 * wide PROMPTS FOLDER              the same outcomes in the wide layout
 * stream POLICY FOLDER             judges the wide table in this process
 * spark POLICY FOLDER MASTER       judges it on a cluster
 * </pre>
 */
final class Growth {
  private static final int CANDIDATES = 10;
  private static final String WORDS =
      "['prove','sum','list','river','sort','haiku','date','translate','why','matrix','poem',"
          + "'query','table','french','bridge','integral','email','refund','java','bug','history',"
          + "'capital','recipe','prime','graph','budget','letter','summary','angle','vector']";

  private Growth() {}

  public static void main(String[] arguments) throws IOException, SQLException {
    switch (arguments[0]) {
      case "calls" -> copy(calls(arguments[1]), Path.of(arguments[2]), "");
      case "wide" -> {
        Path folder = Path.of(arguments[2]);
        Files.createDirectories(folder);
        copy(wide(arguments[1]), folder.resolve("wide"), ", PER_THREAD_OUTPUT true");
      }
      case "stream" -> tell(run(arguments).here(table(), EvaluationSpec.STANDARD));
      case "spark" ->
          tell(
              run(arguments)
                  .onCluster(
                      table(),
                      EvaluationSpec.STANDARD,
                      new SparkEngine(
                          Path.of("").toAbsolutePath(),
                          arguments[3],
                          List.of("spark.driver.memory=2g", "spark.executor.memory=2g")),
                      System.err::println));
      default -> throw new IllegalArgumentException(String.join(" ", arguments));
    }
  }

  private static WideRun run(String[] arguments) throws IOException {
    return new WideRun(Path.of(arguments[2]), Path.of(arguments[1]));
  }

  private static WideRun.Table table() {
    return new WideRun.Table(
        "growth",
        IntStream.range(0, CANDIDATES)
            .mapToObj(index -> Candidate.recorded("model-" + index))
            .toList(),
        "made-up outcomes",
        List.of());
  }

  private static void tell(Evaluation evaluation) {
    System.out.printf(
        Locale.ROOT,
        "%,d prompts: %s%n",
        evaluation.prompts(),
        evaluation.policies().get(evaluation.policies().size() - 2).quality());
  }

  private static void copy(String query, Path target, String options) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET preserve_insertion_order = false");
      statement.execute(
          "COPY (%s) TO '%s' (FORMAT parquet, COMPRESSION zstd%s)"
              .formatted(query, target, options));
    }
  }

  /** Prompts of 25 words; their first word tells how hard they are. */
  private static String prompts(String count) {
    return """
    SELECT p, list_aggregate(list_transform(range(25), lambda i: %1$s[1 + (hash(p * 31 + i) %% 30)::BIGINT]),
      'string_agg', ' ') || ' ' || p AS text, hash(p * 31) %% 30 / 30.0 AS hard
    FROM range(%2$s) a(p)
    """
        .formatted(WORDS, count);
  }

  private static String quality(String candidate) {
    return "(((hash(p * 37 + %1$s) %% 1000) / 1000.0) < 1.1 - hard * (1 - %1$s / 12.0))::INT::DOUBLE"
        .formatted(candidate);
  }

  private static String cost(String candidate) {
    return "(1 + (hash(p * 11 + %1$s) %% 100) / 100.0) * pow(1.8, %1$s) * 1e-5"
        .formatted(candidate);
  }

  private static String calls(String count) {
    return """
    SELECT 'q' || p AS id, 'task-' || (p %% 7) AS task, text AS prompt, 'model-' || m AS model,
      %s AS quality, %s AS cost_usd, (hash(p * 13 + m) %% 30000) / 1e3 AS seconds
    FROM (%s), range(%d) b(m)
    """
        .formatted(quality("m"), cost("m"), prompts(count), CANDIDATES);
  }

  private static String wide(String count) {
    String pairs =
        IntStream.range(0, CANDIDATES)
            .mapToObj(index -> Integer.toString(index))
            .map(index -> quality(index) + " AS q" + index + ", " + cost(index) + " AS c" + index)
            .collect(Collectors.joining(", "));
    return """
    SELECT p AS position, 'q' || p AS sample_id, 'g' || p AS group_id, 'task-' || (p %% 7) AS task,
      '{"messages":[{"role":"user","text":"' || text || '"}]}' AS prompt_json, %s
    FROM (%s)
    """
        .formatted(pairs, prompts(count));
  }
}
