package org.yardmaster.provider.simulated;

import static java.util.Objects.requireNonNull;

/**
 * What a simulated candidate says.
 *
 * @param text the visible answer; may be empty beside tool calls
 * @param toolCalls canonical JSON {@code [{"name","arguments":{…}}]}; empty text when none
 */
public record Answer(String text, String toolCalls) {
  public Answer {
    requireNonNull(text, "text is null");
    requireNonNull(toolCalls, "toolCalls is null");
  }

  static Answer of(String text) {
    return new Answer(text, "");
  }
}
