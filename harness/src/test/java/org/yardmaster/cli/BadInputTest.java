package org.yardmaster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every mistake gets a clear answer on stderr, an exit code, and an untouched database. */
class BadInputTest {
  private static final String GOOD =
      """
      prompt,mistralai/Mixtral-8x7B-Instruct-v0.1,gpt-4-1106-preview
      "What is 1+1?
      A. 1
      B. 2
      Answer:",False,True
      "What is 2+1?
      A. 3
      B. 2
      Answer:",True,True
      """;

  @TempDir Path folder = Path.of("");

  private Path database() {
    return folder.resolve("lab.duckdb");
  }

  private CommandLineRun importCsv(String csv, Object... more) throws IOException {
    Path responses = Files.createDirectories(folder.resolve("mmlu/responses"));
    Files.writeString(responses.resolve("mmlu_toy.csv"), csv);
    Files.writeString(
        folder.resolve("mmlu/contaminated_prompts.jsonl"),
        "{\"train_prompt\":\"leaked\",\"eval_prompt\":\"leaked\"}\n");
    Object[] arguments = {"import", "routellm", folder.resolve("mmlu"), "--db", database()};
    Object[] all = Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return CommandLineRun.of(all);
  }

  @Test
  void aMalformedRowNamesFileAndLineAndLeavesNothingBehind() throws IOException {
    CommandLineRun run = importCsv(GOOD + "\"What is 3+1?\",Perhaps,True\n");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.messages()).contains("mmlu_toy.csv, line 10").contains("Perhaps");
    assertThat(run.out()).isEmpty();
    assertThat(database()).doesNotExist();
  }

  @Test
  void badRowsCanBeSetAside() throws IOException {
    CommandLineRun run =
        importCsv(GOOD + "\"What is 3+1?\",Perhaps,True\n", "--skip-bad-rows", "--json");
    assertThat(run.json().get("datasets").get(0).get("prompts").asInt()).isEqualTo(2);
    assertThat(Files.readString(Path.of(run.json().get("rejectFile").asText())))
        .contains("Perhaps");
  }

  @Test
  void anEmptyDataSetIsRefused() throws IOException {
    CommandLineRun run =
        importCsv("prompt,mistralai/Mixtral-8x7B-Instruct-v0.1,gpt-4-1106-preview\n");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.messages()).contains("empty");
    assertThat(database()).doesNotExist();
  }

  @Test
  void oneClassOnlyCannotBeTrainedOn() throws IOException {
    StringBuilder csv =
        new StringBuilder("prompt,mistralai/Mixtral-8x7B-Instruct-v0.1,gpt-4-1106-preview\n");
    for (int row = 0; row < 40; row++) {
      csv.append("What is %d plus one?,True,True%n".formatted(row));
    }
    assertThat(importCsv(csv.toString()).code()).isZero();
    byte[] before = Files.readAllBytes(database());
    CommandLineRun run =
        CommandLineRun.of(
            "train",
            "--dataset",
            "routellm-mmlu",
            "--db",
            database(),
            "--out",
            folder.resolve("p.yard"));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.messages()).contains("one class only");
    assertThat(folder.resolve("p.yard")).doesNotExist();
    assertThat(Files.readAllBytes(database())).isEqualTo(before);
  }

  @Test
  void anUnknownCandidateIsNamedBesideTheKnownOnes() throws IOException {
    importCsv(GOOD);
    CommandLineRun run =
        CommandLineRun.of(
            "evaluate", "--dataset", "routellm-mmlu", "--candidates", "gpt-9", "--db", database());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.messages()).contains("gpt-9").contains("gpt-4-1106-preview");
  }

  @Test
  void anUnknownDataSetIsNamedBesideTheKnownOnes() throws IOException {
    importCsv(GOOD);
    CommandLineRun run = CommandLineRun.of("evaluate", "--dataset", "nope", "--db", database());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.messages()).contains("nope").contains("routellm-mmlu");
  }

  @Test
  void aTruncatedPolicyFileIsRefused() throws IOException {
    Path policy = folder.resolve("half.yard");
    Files.write(
        policy,
        Arrays.copyOf("YARDPOL1".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 100));
    CommandLineRun run = CommandLineRun.of("decide", "--policy", policy, "hello");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.messages()).contains("half.yard").contains("expected");
  }

  @Test
  void anUnknownFormatIsAUsageMistakeThatListsTheKnownOnes() {
    CommandLineRun run = CommandLineRun.of("import", "nope", folder.toString(), "--db", database());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.messages()).contains("routellm");
  }

  @Test
  void aMissingOptionIsAUsageMistake() {
    assertThat(CommandLineRun.of("evaluate").code()).isEqualTo(2);
    assertThat(CommandLineRun.of("evaluate", "--frobnicate").code()).isEqualTo(2);
  }

  @Test
  void wrongValuesAreWrongUseSaidInAFewLines() {
    for (String line :
        new String[] {
          "usage --from yesterday",
          "usage --zone Mars",
          "keys create --label x --limit nonsense",
          "keys create --label x --expires soon",
          "keys create --label x --free much",
          "prices reprice --dataset toy --day soon",
          "replay --dataset toy --trials 0",
          "replay --dataset toy --concurrency many",
          "replay --dataset toy --max-spend lots",
          "import builtin --prices none.csv",
          "evaluate --dataset toy --folds 1",
          "nosuchverb"
        }) {
      CommandLineRun run = CommandLineRun.of((Object[]) line.split(" ", -1));
      assertThat(run.code()).as(line).isEqualTo(2);
      assertThat(run.messages().lines()).as(line).hasSizeBetween(2, 4);
      assertThat(run.messages()).as(line).doesNotContain("Exception", "java.");
    }
  }

  @Test
  void aFileThatIsNotThereIsNamedWithoutATrace() {
    Path none = folder.resolve("none.yard");
    for (Object[] line :
        new Object[][] {
          {"decide", "--policy", none, "hello"},
          {"evaluate", "attribution", "--policy", none, "--dataset", "toy"},
          {"export", "--policy", none, "--to", "jar", "--out", folder.resolve("x.jar")},
          {"bench", "--policy", none, "--dataset", "toy"},
          {"notebook", "--tidy", none}
        }) {
      CommandLineRun run = CommandLineRun.of(line);
      assertThat(run.code()).isEqualTo(1);
      assertThat(run.messages())
          .contains("none.yard: found no such file", "Maybe the path is wrong")
          .doesNotContain("Exception");
    }
  }

  @Test
  void whatNeedsOutcomesMakesNoEmptyDatabase() {
    for (String verb : new String[] {"grade", "replay", "prices reprice"}) {
      String[] words = (verb + " --dataset toy --db " + database()).split(" ", -1);
      CommandLineRun run = CommandLineRun.of((Object[]) words);
      assertThat(run.code()).as(verb).isEqualTo(1);
      assertThat(run.messages()).as(verb).contains("No database at", "import");
      assertThat(database()).as(verb).doesNotExist();
    }
  }
}
