package org.yardmaster.provider;

import java.nio.charset.StandardCharsets;
import org.yardmaster.data.Message;
import org.yardmaster.data.Prompt;

/**
 * Token counts where no provider counted. The estimate is one token per four UTF-8 bytes, rounded
 * up: about four letters of English, a little more than one character of Chinese. The bound is one
 * token per byte, which no byte-level vocabulary exceeds, plus room for the wire format.
 */
public final class TokenEstimate {
  private static final int BYTES_PER_TOKEN = 4;
  private static final int FRAME_TOKENS = 32;

  private TokenEstimate() {}

  /** Estimated tokens of a text. */
  public static long ofText(String text) {
    return Math.ceilDiv(bytes(text), BYTES_PER_TOKEN);
  }

  /** The longest beginning of a text whose estimate is no more than {@code tokens}. */
  public static String firstTokens(String text, long tokens) {
    long room = tokens * BYTES_PER_TOKEN;
    int end = 0;
    while (end < text.length()) {
      int next = text.offsetByCodePoints(end, 1);
      room -= bytes(text.substring(end, next));
      if (room < 0) {
        break;
      }
      end = next;
    }
    return text.substring(0, end);
  }

  /** Estimated tokens of all messages and tool definitions. */
  public static long ofPrompt(Prompt prompt) {
    return Math.ceilDiv(messageBytes(prompt) + bytes(prompt.tools()), BYTES_PER_TOKEN);
  }

  /**
   * Tokens that a provider will not count more than. Tool definitions count twice, since providers
   * rewrite them into their own template; attachments are not covered.
   */
  public static long upperBound(Prompt prompt) {
    return messageBytes(prompt)
        + 2 * bytes(prompt.tools())
        + FRAME_TOKENS * (prompt.messages().size() + 1L);
  }

  private static long messageBytes(Prompt prompt) {
    return prompt.messages().stream().map(Message::text).mapToLong(TokenEstimate::bytes).sum();
  }

  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
