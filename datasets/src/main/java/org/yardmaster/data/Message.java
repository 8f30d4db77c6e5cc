package org.yardmaster.data;

import static java.util.Objects.requireNonNull;

/** One turn of a conversation: who speaks, and the plain text said. */
public record Message(Role role, String text) {
  public Message {
    requireNonNull(role, "role is null");
    requireNonNull(text, "text is null");
  }

  public static Message user(String text) {
    return new Message(Role.USER, text);
  }

  public static Message system(String text) {
    return new Message(Role.SYSTEM, text);
  }
}
