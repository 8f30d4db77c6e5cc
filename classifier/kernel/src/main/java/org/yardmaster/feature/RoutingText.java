package org.yardmaster.feature;

/**
 * Composes the text that a policy reads of a request, in a buffer that is reused: nothing is
 * allocated once it has grown. A lone user message without tools is its own text; anything else
 * becomes one block per message, {@code U+001E role LF body LF}, and a last one for the tools.
 */
public final class RoutingText {
  private static final String USER = "user";

  private final StringBuilder text = new StringBuilder(2_048);
  private int messages;
  private boolean userFirst;

  /** Begins a new request. */
  public RoutingText clear() {
    text.setLength(0);
    messages = 0;
    userFirst = false;
    return this;
  }

  /**
   * Appends a message.
   *
   * @param role as on the wire; {@code developer} is another name for {@code system}, {@code
   *     function} for {@code tool}
   * @param content its text
   */
  public RoutingText message(String role, CharSequence content) {
    userFirst = messages++ == 0 && role.equals(USER);
    block(
        switch (role) {
          case "developer" -> "system";
          case "function" -> "tool";
          default -> role;
        },
        content);
    return this;
  }

  /**
   * The whole text; valid until the next {@link #clear}.
   *
   * @param tools the tool definitions as canonical JSON, or an empty text
   */
  public StringBuilder with(CharSequence tools) {
    if (messages == 1 && userFirst && tools.isEmpty()) {
      text.setLength(text.length() - 1);
      return text.delete(0, USER.length() + 2);
    }
    if (!tools.isEmpty()) {
      block("tools", tools);
    }
    return text;
  }

  private void block(String name, CharSequence body) {
    text.append('\u001e').append(name).append('\n').append(body).append('\n');
  }
}
