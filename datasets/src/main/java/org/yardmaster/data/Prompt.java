package org.yardmaster.data;

import static java.util.Objects.requireNonNull;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.yardmaster.provenance.CanonicalJson;
import org.yardmaster.provenance.Digest;

/**
 * What a live router may see of a request: the conversation, the tool definitions and the
 * modalities. It carries no id and no target, so a policy has nothing to look up and nothing to
 * peek at.
 *
 * @param messages the conversation in order; at least one
 * @param tools tool definitions as canonical JSON (see {@link CanonicalJson}); empty when none
 * @param modalities what is attached beside text
 */
public record Prompt(List<Message> messages, String tools, Set<Modality> modalities) {
  public Prompt {
    messages = List.copyOf(messages);
    requireNonNull(tools, "tools is null");
    modalities = modalities.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(modalities));
    if (messages.isEmpty()) {
      throw new IllegalArgumentException("A prompt needs at least one message.");
    }
  }

  /** A single user message. */
  public static Prompt of(String text) {
    return new Prompt(List.of(Message.user(text)), "", Set.of());
  }

  /**
   * The one text that every featurizer reads, here and in exported policies. A lone user message
   * without tools is its own text; anything else is written as blocks that each start with the
   * record separator (U+001E), the role or {@code tools}, and a line feed.
   */
  public String routingText() {
    if (messages.size() == 1 && tools.isEmpty() && messages.getFirst().role() == Role.USER) {
      return messages.getFirst().text();
    }
    StringBuilder text = new StringBuilder();
    for (Message message : messages) {
      appendBlock(text, message.role().wireName(), message.text());
    }
    if (!tools.isEmpty()) {
      appendBlock(text, "tools", tools);
    }
    return text.toString();
  }

  private static void appendBlock(StringBuilder text, String name, String body) {
    text.append('\u001e').append(name).append('\n').append(body).append('\n');
  }

  /** SHA-256 of the canonical JSON: equal prompts have equal digests everywhere. */
  public String digest() {
    return Digest.sha256Hex(PromptJson.write(this));
  }
}
