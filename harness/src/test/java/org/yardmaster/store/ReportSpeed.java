package org.yardmaster.store;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.yardmaster.cli.Main;

/**
 * How long a report of many outcomes takes and how large its page is. Started by {@code
 * .ci/report-speed}.
 */
final class ReportSpeed {
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

  private ReportSpeed(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] arguments) throws IOException {
    new ReportSpeed(Path.of(arguments[2]))
        .run(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
  }

  private void run(int prompts, int candidates) throws IOException {
    Path parquet = folder.resolve("calls.parquet");
    try (Database maker = Database.scratch(folder.resolve("maker.duckdb"))) {
      maker.execute(
          "COPY (%s) TO '%s' (FORMAT parquet)".formatted(calls(prompts, candidates), parquet));
    }
    Path mapping = Files.writeString(folder.resolve("mapping.yaml"), MAPPING);
    Path lab = folder.resolve("lab.duckdb");
    Path policy = folder.resolve("policy.yard");
    Path page = folder.resolve("report");
    took("import", "import", "table", parquet, "--mapping", mapping, "--db", lab);
    took("train", "train", "--dataset", "speed", "--db", lab, "--out", policy);
    String[] report = {"report", "--dataset", "speed", "--policy", "" + policy, "--db", "" + lab};
    double whole =
        took("report with a learning curve", join(report, "--learning-curve", "--out", page));
    double plain = took("report", join(report, "--out", page));
    double judging =
        took("evaluate", "evaluate", "--dataset", "speed", "--policy", policy, "--db", lab);
    out.printf(
        Locale.ROOT,
        "%,d prompts x %d candidates: report %.1f s, with a learning curve %.1f s (%.1f and %.1f"
            + " times `evaluate`, %.1f s); page of %,d bytes%n",
        prompts,
        candidates,
        plain,
        whole,
        plain / judging,
        whole / judging,
        judging,
        Files.size(page.resolve("report.html")));
  }

  private static Object[] join(String[] words, Object... more) {
    Object[] all = new Object[words.length + more.length];
    System.arraycopy(words, 0, all, 0, words.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return all;
  }

  private double took(String what, Object... words) {
    String[] line = new String[words.length];
    for (int index = 0; index < line.length; index++) {
      line[index] = String.valueOf(words[index]);
    }
    PrintWriter nowhere = new PrintWriter(java.io.Writer.nullWriter());
    PrintWriter messages = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    long start = System.nanoTime();
    int code = Main.run(nowhere, messages, line);
    double seconds = (System.nanoTime() - start) / 1e9;
    if (code != 0) {
      throw new IllegalStateException("%s ended with %d.".formatted(what, code));
    }
    return seconds;
  }

  /**
   * Twelve tasks told by their words; dearer models are better, by how much depends on the task.
   */
  private static String calls(int prompts, int candidates) {
    return """
    SELECT 'q' || p AS id, 'task-' || (p %% 12) AS task,
      'Subject' || (p %% 12) || ' question ' || md5(p::VARCHAR) || ': explain part '
        || (hash(p) %% 97)::VARCHAR || ' of subject' || (p %% 12) || ' in detail, step by step.' AS prompt,
      'model-' || m AS model,
      ((hash(p * 31 + m) %% 1000) < 450 + 45 * m - 30 * abs(m - p %% 12))::INT::DOUBLE AS quality,
      50 + (hash(p) %% 400)::BIGINT AS input_tokens,
      5 + (hash(p * 7 + m) %% 900)::BIGINT AS output_tokens,
      (1 + hash(p * 11 + m) %% 100) * pow(1.8, m) / 1e6 AS cost_usd,
      (300 + hash(p * 13 + m) %% 3000 * (1 + m)) / 1e3 AS seconds
    FROM range(%d) a(p), range(%d) b(m)
    """
        .formatted(prompts, candidates);
  }
}
