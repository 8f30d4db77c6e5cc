package org.yardmaster.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.PromptJson;

/**
 * Prompts without labels, one JSON value per line: a string, {@code {"prompt": "..."}} or {@code
 * {"messages": [{"role", "text"}], "tools": [...]}}.
 */
public final class PromptFile {
  private static final String EXPECTED =
      "a string, an object with a prompt, or one with messages, each with role and text";

  private PromptFile() {}

  /**
   * Reads all of them; blank lines count for nothing.
   *
   * @throws BadInputException on the first line that is none of the three
   */
  public static List<Prompt> read(Path file) {
    return TextFiles.read(
        file,
        reader -> {
          List<Prompt> prompts = new ArrayList<>();
          long line = 0;
          for (String raw = reader.readLine(); raw != null; raw = reader.readLine()) {
            line++;
            if (!raw.isBlank()) {
              prompts.add(prompt(new Place(file, line, 0), raw));
            }
          }
          return prompts;
        });
  }

  private static Prompt prompt(Place place, String raw) {
    try {
      return prompt(JsonFiles.value(raw));
    } catch (JsonProcessingException fault) {
      throw JsonFiles.bad(place, fault);
    } catch (IllegalArgumentException fault) {
      throw new BadInputException(place, String.valueOf(fault.getMessage()), EXPECTED);
    }
  }

  private static Prompt prompt(JsonNode value) {
    if (value.isTextual()) {
      return Prompt.of(value.asText());
    }
    JsonNode inner = value.path("prompt");
    if (inner.isTextual()) {
      return Prompt.of(inner.asText());
    }
    JsonNode root = inner.isObject() ? inner : value;
    if (!root.path("messages").isArray()) {
      throw new IllegalArgumentException("JSON without prompt or messages");
    }
    return PromptJson.read(root);
  }
}
