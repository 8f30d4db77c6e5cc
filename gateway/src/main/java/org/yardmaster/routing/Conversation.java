package org.yardmaster.routing;

import static java.util.Objects.requireNonNull;

import java.util.HexFormat;
import java.util.Optional;
import org.yardmaster.data.Message;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.Role;

/**
 * Which conversation a request goes on with, and how far it has come: a running hash (FNV-1a, 64
 * bits) after each message, so that two requests tell how much of their beginning is the same. Who
 * finds a collision moves a candidate, and nothing else.
 */
public final class Conversation {
  /** Letters per token, about. */
  private static final int LETTERS = 4;

  private static final int MOST_MESSAGES = 1_024;
  private static final long BASIS = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private final String id;
  private final boolean begun;
  private final boolean midTurn;
  private final long[] hashes;
  private final int[] tokens;

  private Conversation(String id, boolean begun, boolean midTurn, long[] hashes, int[] tokens) {
    this.id = requireNonNull(id, "id is null");
    this.begun = begun;
    this.midTurn = midTurn;
    this.hashes = hashes;
    this.tokens = tokens;
  }

  /**
   * The conversation of a request.
   *
   * @param owner whose it is: nobody else's request goes on with it
   * @param hint a name that the caller gave it; without one its first message names it
   */
  public static Conversation of(Prompt prompt, String owner, Optional<String> hint) {
    int length = Math.min(prompt.messages().size(), MOST_MESSAGES);
    long[] hashes = new long[length];
    int[] tokens = new int[length];
    long running = mixed(BASIS, prompt.tools());
    long letters = prompt.tools().length();
    int first = -1;
    for (int index = 0; index < length; index++) {
      Message message = prompt.messages().get(index);
      running = mixed(mixed(running, message.role().wireName()), message.text());
      letters += message.text().length();
      hashes[index] = running;
      tokens[index] = (int) Math.min(Integer.MAX_VALUE, letters / LETTERS);
      if (first < 0 && message.role() == Role.USER) {
        first = index;
      }
    }
    long named =
        hint.isPresent() ? mixed(BASIS, hint.get()) : hashes[first < 0 ? length - 1 : first];
    String id = (hint.isPresent() ? "h" : "c") + HexFormat.of().toHexDigits(mixed(named, owner));
    Role last = prompt.messages().getLast().role();
    boolean answered =
        prompt.messages().stream().anyMatch(message -> message.role() == Role.ASSISTANT);
    return new Conversation(id, answered || hint.isPresent(), last == Role.TOOL, hashes, tokens);
  }

  /** One more text, and an end that no text contains. */
  private static long mixed(long hash, String text) {
    long next = hash;
    for (int index = 0; index < text.length(); index++) {
      next = (next ^ text.charAt(index)) * PRIME;
    }
    return (next ^ 0x1_0000L) * PRIME;
  }

  /** The same for all requests of the conversation. */
  public String id() {
    return id;
  }

  /** Whether somebody has answered before; or the caller says that it belongs to others. */
  public boolean begun() {
    return begun;
  }

  /** Whether the model is in the middle of its turn: a tool has answered, not the user. */
  public boolean midTurn() {
    return midTurn;
  }

  int length() {
    return hashes.length;
  }

  /** The running hash after a message. */
  long hash(int index) {
    return hashes[index];
  }

  /** Tokens up to and including a message, about. */
  int tokens(int index) {
    return tokens[index];
  }
}
