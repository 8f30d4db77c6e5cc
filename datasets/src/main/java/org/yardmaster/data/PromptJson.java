package org.yardmaster.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.yardmaster.provenance.CanonicalJson;

/** {@link Prompt} to canonical JSON and back: {@code {"messages":[{"role","text"}],"tools":…}}. */
public final class PromptJson {
  private PromptJson() {}

  public static String write(Prompt prompt) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ArrayNode messages = root.putArray("messages");
    for (Message message : prompt.messages()) {
      messages.addObject().put("role", message.role().wireName()).put("text", message.text());
    }
    if (!prompt.tools().isEmpty()) {
      root.set("tools", CanonicalJson.parse(prompt.tools()));
    }
    if (!prompt.modalities().isEmpty()) {
      ArrayNode modalities = root.putArray("modalities");
      prompt.modalities().stream()
          .sorted()
          .forEach(modality -> modalities.add(modality.name().toLowerCase(Locale.ROOT)));
    }
    return CanonicalJson.write(root);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException when the text is not such JSON
   */
  public static Prompt read(String json) {
    return read(CanonicalJson.parse(json));
  }

  /** Reads a prompt from parsed JSON. */
  public static Prompt read(JsonNode root) {
    List<Message> messages = new ArrayList<>();
    for (JsonNode message : root.path("messages")) {
      messages.add(
          new Message(Role.of(message.path("role").asText()), message.path("text").asText()));
    }
    String tools = root.has("tools") ? CanonicalJson.write(root.get("tools")) : "";
    Set<Modality> modalities = EnumSet.noneOf(Modality.class);
    for (JsonNode modality : root.path("modalities")) {
      modalities.add(Modality.valueOf(modality.asText().toUpperCase(Locale.ROOT)));
    }
    return new Prompt(messages, tools, modalities);
  }
}
