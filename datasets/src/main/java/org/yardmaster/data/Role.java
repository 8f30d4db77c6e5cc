package org.yardmaster.data;

import java.util.Locale;

/** Who speaks in a conversation. */
public enum Role {
  SYSTEM,
  USER,
  ASSISTANT,
  TOOL;

  /** The lower-case name used on the wire and in files. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a wire name; {@code developer} counts as {@code system}.
   *
   * @throws IllegalArgumentException when the name is none of the four
   */
  public static Role of(String wireName) {
    return switch (wireName) {
      case "system", "developer" -> SYSTEM;
      case "user" -> USER;
      case "assistant" -> ASSISTANT;
      case "tool", "function" -> TOOL;
      default ->
          throw new IllegalArgumentException(
              "Unknown role (%s). Expected system, user, assistant or tool.".formatted(wireName));
    };
  }
}
