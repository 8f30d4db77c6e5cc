package org.yardmaster.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yardmaster.data.Message;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Target;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Outcome;
import org.yardmaster.outcome.Usage;

class RouteLlmImporterTest {
  private static final String STRONG = "gpt-4-1106-preview";
  private static final String WEAK = "mistralai/Mixtral-8x7B-Instruct-v0.1";

  @TempDir private Path folder;
  private Path gsm8k;

  @BeforeEach
  void writeTinyGsm8k() throws IOException {
    gsm8k = Files.createDirectory(folder.resolve("gsm8k"));
    Files.writeString(
        gsm8k.resolve("test.jsonl"),
        """
        {"question": "Two and two?", "answer": "Count.\\n#### 4"}
        {"question": "A thousand,\\ntwice?", "answer": "Double.\\n#### 2,000"}
        """);
    Files.writeString(
        gsm8k.resolve("contaminated_prompts.jsonl"), "{\"eval_prompt\": \"Two and two?\"}\n");
    responses(
        """
        Two and two?,True,True,4,four
        "A thousand,
        twice?",False,True,"just a, guess",2000
        """);
  }

  private void responses(String rows) throws IOException {
    Files.writeString(
        gsm8k.resolve("gsm8k_responses.csv"),
        "prompt,%s,%s,%s_response,%s_response\n".formatted(WEAK, STRONG, WEAK, STRONG) + rows);
  }

  private Imported read(RowPolicy rows, ImportOptions options) {
    List<Imported> found = Importers.named("routellm").read(folder, rows, options);
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  @Test
  void leavesContaminatedPromptsOut() {
    Imported found = read(RowPolicy.strict(), ImportOptions.STANDARD);
    assertThat(found.samples()).extracting(Sample::id).containsExactly("gsm8k-2");
    assertThat(found.outcomes()).hasSize(2);
  }

  @Test
  void labelsContaminatedPromptsWhenAllRowsAreWanted() {
    Imported found = read(RowPolicy.strict(), ImportOptions.STANDARD.withAllRows());
    assertThat(found.samples())
        .extracting(Sample::labels)
        .containsExactly(Map.of("contaminated", "true"), Map.of());
  }

  @Test
  void keepsTargetResponseLabelAndEstimatedCost() {
    Imported found = read(RowPolicy.strict(), ImportOptions.STANDARD);
    assertThat(found.samples().getFirst().target())
        .isEqualTo(new Target.Numeric(new BigDecimal("2000"), BigDecimal.ZERO));
    Outcome weak = found.outcomes().getLast();
    assertThat(weak.candidateId()).isEqualTo(WEAK);
    assertThat(weak.grade()).isEqualTo(Grade.Scored.published(0));
    // "A thousand,\ntwice?" has 18 characters, "just a, guess" 13: 5 and 4 tokens at 0.6 USD.
    assertThat(weak.completion())
        .isEqualTo(
            new Completion.Completed("just a, guess", "", "", new Usage.Tokens(5, 0, 4, 0, true)));
    assertThat(weak.cost()).isEqualTo(new Cost.Known(5_400));
  }

  @Test
  void namesFileLineAndCellOfABadLabel() throws IOException {
    responses("\"A thousand,\ntwice?\",False,True,a,b\n\"A thousand,\ntwice?\",Maybe,True,a,b\n");
    assertThatThrownBy(() -> read(RowPolicy.strict(), ImportOptions.STANDARD))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("gsm8k_responses.csv, line 4", "\"Maybe\"", WEAK, "True or False");
  }

  @Test
  void setsBadRowsAsideOnRequest() throws IOException {
    responses("\"A thousand,\ntwice?\",Maybe,True,a,b\nTwo and two?,True\n");
    Path csv = gsm8k.resolve("gsm8k_responses.csv");
    responses(
        Files.readString(csv).lines().skip(1).reduce("", (a, b) -> a + b + "\n")
            + "\"A thousand,\ntwice?\",True,True,a,b\n");
    List<Reject> rejects = new ArrayList<>();
    Imported found = read(RowPolicy.skipping(rejects::add), ImportOptions.STANDARD);
    assertThat(found.outcomes()).hasSize(2);
    assertThat(found.refused()).isEqualTo(2);
    assertThat(rejects)
        .extracting(Reject::place)
        .containsExactly(new Place(csv, 2, 0), new Place(csv, 4, 0));
  }

  @Test
  void refusesToGuessWhatIsContaminated() throws IOException {
    Files.delete(gsm8k.resolve("contaminated_prompts.jsonl"));
    assertThatThrownBy(() -> read(RowPolicy.strict(), ImportOptions.STANDARD))
        .hasMessageContainingAll("gsm8k", "contaminated_prompts.jsonl");
  }

  @Test
  void saysWhatAFolderWithoutResultsLacks() {
    assertThatThrownBy(
            () ->
                Importers.named("routellm")
                    .read(folder.resolve("nowhere"), RowPolicy.strict(), ImportOptions.STANDARD))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("mmlu/responses");
  }

  @Test
  void readsBothTurnsOfAJudgedConversation() throws IOException {
    Path folder = Files.createDirectory(this.folder.resolve("mt_bench"));
    Files.writeString(folder.resolve("contaminated_prompts.jsonl"), "");
    Files.writeString(
        folder.resolve("question.jsonl"),
        "{\"question_id\": 7, \"category\": \"writing\", \"turns\": [\"Sing.\", \"Again.\"]}\n");
    Files.writeString(
        folder.resolve("judgements.jsonl"),
        """
        {"question_id": 7, "model": "m", "turn": 1, "score": 10, "user_prompt": "[The Start of Assistant's Answer]\\nLa\\n[The End of Assistant's Answer]"}
        {"question_id": 7, "model": "m", "turn": 2, "score": 5.5, "judgment": "fair", "user_prompt": "<|The Start of Assistant A's Conversation with User|>\\n\\n### User:\\nSing.\\n\\n### Assistant A:\\nLa\\n\\n### User:\\nAgain.\\n\\n### Assistant A:\\nLa la\\n\\n<|The End of Assistant A's Conversation with User|>"}
        """);
    Imported found =
        Importers.named("routellm")
            .read(folder, RowPolicy.strict(), ImportOptions.STANDARD)
            .getFirst();
    assertThat(found.samples())
        .extracting(Sample::groupId)
        .hasSize(2)
        .containsOnly(PromptGroup.of("sing."));
    assertThat(found.samples().getLast().prompt().messages())
        .containsExactly(Message.user("Sing."), Message.user("Again."));
    Outcome second = found.outcomes().getLast();
    assertThat(second.grade())
        .isEqualTo(new Grade.Scored("published", 0.5, 5.5, 1, 10, "", "fair"));
    // "Sing." + "Again." + "La" are 13 characters, "La la" are 5.
    assertThat(second.completion())
        .isEqualTo(new Completion.Completed("La la", "", "", new Usage.Tokens(4, 0, 2, 0, true)));
  }
}
