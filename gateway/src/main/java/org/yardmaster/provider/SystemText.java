package org.yardmaster.provider;

import java.util.stream.Collectors;
import org.yardmaster.data.Message;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.Role;

/** All system messages as one text, for formats that keep it beside the conversation. */
final class SystemText {
  private SystemText() {}

  static String of(Prompt prompt) {
    return prompt.messages().stream()
        .filter(message -> message.role() == Role.SYSTEM)
        .map(Message::text)
        .collect(Collectors.joining("\n\n"));
  }
}
