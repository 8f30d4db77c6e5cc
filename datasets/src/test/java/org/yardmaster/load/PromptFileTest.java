package org.yardmaster.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yardmaster.data.Prompt;

class PromptFileTest {
  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("prompts.jsonl"), text);
  }

  @Test
  void readsStringsPromptsAndMessages() throws IOException {
    Path file =
        file(
            """
            "one"
            {"prompt": "two"}

            {"messages": [{"role": "user", "text": "three"}]}
            """);
    assertThat(PromptFile.read(file))
        .containsExactly(Prompt.of("one"), Prompt.of("two"), Prompt.of("three"));
  }

  @Test
  void saysWhereALineIsNoPrompt() throws IOException {
    assertThatThrownBy(() -> PromptFile.read(file("\"one\"\n{\"prompt\": }\n")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("line 2, column 12")
        .hasMessageContaining("no JSON");
    assertThatThrownBy(() -> PromptFile.read(file("{\"text\": \"one\"}\n")))
        .hasMessageContaining("line 1")
        .hasMessageContaining("without prompt or messages")
        .hasMessageContaining("expected a string");
  }
}
