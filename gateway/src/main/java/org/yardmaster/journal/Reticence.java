package org.yardmaster.journal;

import java.util.ArrayList;
import java.util.List;
import org.yardmaster.data.Message;
import org.yardmaster.data.Prompt;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.LoggedCall;
import org.yardmaster.provenance.CanonicalJson;

/** Takes out of a call what its journal may not keep. */
final class Reticence {
  private final JournalSpec spec;

  Reticence(JournalSpec spec) {
    this.spec = spec;
  }

  LoggedCall keep(LoggedCall call) {
    return spec.texts()
        ? call.with(redacted(call.seen()), redacted(call.completion()))
        : call.with(withheld(call.seen()), withheld(call.completion()));
  }

  private static LoggedCall.Seen withheld(LoggedCall.Seen seen) {
    return switch (seen) {
      case LoggedCall.Seen.Text text ->
          new LoggedCall.Seen.Withheld(text.prompt().digest(), text.features());
      case LoggedCall.Seen.Withheld already -> already;
    };
  }

  /** Providers' messages quote prompts, so they go too. */
  private static Completion withheld(Completion completion) {
    return switch (completion) {
      case Completion.Completed done -> new Completion.Unpublished(done.usage());
      case Completion.Refused refused -> new Completion.Refused("", refused.usage());
      case Completion.Failed failed -> new Completion.Failed(failed.fault(), "", failed.usage());
      case Completion.Unpublished already -> already;
    };
  }

  private LoggedCall.Seen redacted(LoggedCall.Seen seen) {
    return switch (seen) {
      case LoggedCall.Seen.Text text ->
          new LoggedCall.Seen.Text(redacted(text.prompt()), text.features());
      case LoggedCall.Seen.Withheld already -> already;
    };
  }

  private Prompt redacted(Prompt prompt) {
    List<Message> messages = new ArrayList<>();
    for (Message message : prompt.messages()) {
      messages.add(new Message(message.role(), redact(message.text())));
    }
    return new Prompt(messages, redactedJson(prompt.tools()), prompt.modalities());
  }

  private Completion redacted(Completion completion) {
    return switch (completion) {
      case Completion.Completed done ->
          new Completion.Completed(
              redact(done.text()),
              redactedJson(done.toolCalls()),
              done.finishReason(),
              done.usage());
      case Completion.Refused refused ->
          new Completion.Refused(redact(refused.text()), refused.usage());
      case Completion.Failed failed ->
          new Completion.Failed(failed.fault(), redact(failed.message()), failed.usage());
      case Completion.Unpublished already -> already;
    };
  }

  private String redact(String text) {
    return spec.redaction().redact(text);
  }

  /** JSON that redaction broke is dropped whole. */
  private String redactedJson(String json) {
    String rest = redact(json);
    if (rest.equals(json)) {
      return json;
    }
    try {
      return CanonicalJson.canonical(rest);
    } catch (IllegalArgumentException broken) {
      return "";
    }
  }
}
