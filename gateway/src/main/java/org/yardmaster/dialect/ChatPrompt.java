package org.yardmaster.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.yardmaster.data.Message;
import org.yardmaster.data.Modality;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.Role;
import org.yardmaster.provenance.CanonicalJson;

/** What a policy may see of a Chat Completions request: the same text that training reads. */
public final class ChatPrompt {
  private ChatPrompt() {}

  /**
   * The prompt of a request.
   *
   * @throws IllegalArgumentException when there are no messages or one has an unknown role
   */
  public static Prompt of(JsonNode request) {
    JsonNode messages = request.path("messages");
    if (!messages.isArray() || messages.isEmpty()) {
      throw new IllegalArgumentException("The field messages must be an array with at least one.");
    }
    List<Message> read = new ArrayList<>();
    Set<Modality> modalities = EnumSet.noneOf(Modality.class);
    for (JsonNode message : messages) {
      if (!message.path("role").isTextual()) {
        throw new IllegalArgumentException("Every message needs a role.");
      }
      read.add(message(message, modalities));
    }
    JsonNode tools = request.path("tools");
    boolean withTools = tools.isArray() && !tools.isEmpty();
    return new Prompt(read, withTools ? CanonicalJson.write(tools) : "", modalities);
  }

  private static Message message(JsonNode message, Set<Modality> modalities) {
    Role role = Role.of(message.get("role").textValue());
    String text = text(message.path("content"), modalities);
    boolean silent = text.isEmpty() && message.path("tool_calls").isArray();
    return new Message(role, silent ? CanonicalJson.write(message.get("tool_calls")) : text);
  }

  private static String text(JsonNode content, Set<Modality> modalities) {
    if (content.isTextual()) {
      return content.textValue();
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode part : content) {
      switch (ChatJson.text(part, "type")) {
        case "image_url" -> modalities.add(Modality.IMAGE);
        case "input_audio" -> modalities.add(Modality.AUDIO);
        case "file" -> modalities.add(Modality.FILE);
        default -> text.append(ChatJson.text(part, "text"));
      }
    }
    return text.toString();
  }
}
