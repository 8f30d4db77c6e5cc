package org.yardmaster.grade;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yardmaster.testing.SharedData;

/**
 * Real answers judged anew, beside the accuracies that were published: within 0.1 point on
 * ZeroEval, within 0.5 point on MMLU-Pro and the AST categories of the Berkeley leaderboard, by the
 * publishers' rules. The tables that it prints stand in harness/GRADERS.md.
 */
final class PublishedAccuracyTest {
  private static final Pattern ROW =
      Pattern.compile("\\|\\s*(\\S+)\\s*\\|\\s*greedy\\s*\\|\\s*([\\d.]+)\\s*\\|.*");

  /** Published files differ in which of the publisher's scorers made them. */
  private static final Map<String, Protocol> MMLU_PRO =
      Map.of(
          "Mistral-7B-Instruct-v0.2", Protocol.MMLU_PRO_1,
          "Mixtral-8x7B-Instruct-v0.1", Protocol.MMLU_PRO_1,
          "Qwen1.5-72B-Chat", Protocol.MMLU_PRO_1,
          "deepseek", Protocol.MMLU_PRO_1,
          "gpt4o", Protocol.MMLU_PRO_1,
          "DeepSeek-Coder-V2", Protocol.MMLU_PRO_2,
          "Meta-Llama-3_1-70B-Instruct", Protocol.MMLU_PRO_4,
          "Meta-Llama-3_1-8B-Instruct", Protocol.MMLU_PRO_4,
          "gemini-1.5-flash-002", Protocol.MMLU_PRO_3,
          "gemini-1.5-pro-002", Protocol.MMLU_PRO_3);

  /** All other configurations have the plain decoder. */
  private static final Map<String, Protocol> BERKELEY =
      Map.of(
          "databricks-dbrx-instruct", Protocol.BFCL_UNQUOTED,
          "nvidia_nemotron-4-340b-instruct", Protocol.BFCL_QUOTED);

  private static final Set<String> AST =
      Set.of(
          "simple",
          "java",
          "javascript",
          "multiple_function",
          "parallel_function",
          "parallel_multiple_function");

  @Test
  void zeroEvalIsMetForEveryModel() throws IOException {
    Map<String, Double> published = new HashMap<>();
    for (String task : List.of("gsm", "math-l5", "crux")) {
      published(task).forEach((model, percent) -> published.put(task + " " + model, percent));
    }
    Regrading regrading =
        Regrading.of(
            "zeroeval",
            "zeroeval",
            sample -> true,
            (sample, outcome) -> sample.task() + " " + outcome.candidateId(),
            (sample, outcome) -> Protocol.ZEROEVAL);
    StringBuilder table =
        new StringBuilder("| zeroeval | published | its rules | | our own | |%n".formatted());
    table.append("|---|---|---|---|---|---|\n");
    regrading
        .rows()
        .forEach(
            (name, row) -> {
              double wanted = published.getOrDefault(name, Double.NaN);
              table.append(
                  Regrading.line(
                      name,
                      List.of(
                          Regrading.percent(wanted),
                          Regrading.percent(row.theirs()),
                          Regrading.signed(row.theirs() - wanted),
                          Regrading.percent(row.ours()),
                          Regrading.signed(row.ours() - wanted))));
            });
    System.out.println(table);
    assertThat(regrading.rows()).hasSize(14 + 16 + 16);
    assertThat(regrading.rows())
        .as(table.toString())
        .allSatisfy(
            (name, row) ->
                assertThat(Math.abs(row.theirs() - published.getOrDefault(name, Double.NaN)))
                    .as(name)
                    .isLessThan(0.1));
  }

  @Test
  void mmluProIsMetForEveryModel() {
    Regrading regrading =
        Regrading.of(
            "mmlu-pro",
            "mmlu_pro",
            sample -> true,
            (sample, outcome) -> outcome.candidateId(),
            (sample, outcome) -> MMLU_PRO.getOrDefault(outcome.candidateId(), Protocol.MMLU_PRO_3));
    compare("mmlu-pro", regrading, 10);
  }

  @Test
  void berkeleyIsMetForEveryConfiguration() {
    Regrading regrading =
        Regrading.of(
            "bfcl",
            "bfcl",
            sample -> AST.contains(sample.task()),
            (sample, outcome) -> outcome.candidateId(),
            (sample, outcome) -> BERKELEY.getOrDefault(outcome.candidateId(), Protocol.BFCL));
    compare("bfcl, AST categories", regrading, 27);
  }

  private static void compare(String name, Regrading regrading, int models) {
    StringBuilder table =
        new StringBuilder(
            "| %s | answers | published | its rules | | same label | our own | |%n"
                .formatted(name));
    table.append("|---|---|---|---|---|---|---|---|\n");
    regrading
        .rows()
        .forEach(
            (model, row) ->
                table.append(
                    Regrading.line(
                        model,
                        List.of(
                            "%,d".formatted(row.answers()),
                            Regrading.percent(row.published()),
                            Regrading.percent(row.theirs()),
                            Regrading.signed(row.theirs() - row.published()),
                            Regrading.percent(row.agreement()) + " %",
                            Regrading.percent(row.ours()),
                            Regrading.signed(row.ours() - row.published())))));
    System.out.println(table);
    assertThat(regrading.rows()).hasSize(models);
    assertThat(regrading.rows())
        .as(table.toString())
        .allSatisfy(
            (model, row) ->
                assertThat(Math.abs(row.theirs() - row.published()))
                    .as(model)
                    .isLessThanOrEqualTo(0.5));
  }

  private static Map<String, Double> published(String task) throws IOException {
    Map<String, Double> accuracies = new HashMap<>();
    for (String line :
        Files.readAllLines(SharedData.require("zeroeval/%s.summary.md".formatted(task)))) {
      Matcher row = ROW.matcher(line.strip());
      if (row.matches()) {
        accuracies.put(row.group(1), Double.parseDouble(row.group(2)));
      }
    }
    return accuracies;
  }
}
