package org.yardmaster.outcome;

import static java.util.Objects.requireNonNull;

/** What came back from a candidate; all cases carry usage, since failures can be billed too. */
public sealed interface Completion {
  Usage usage();

  /**
   * An answer.
   *
   * @param text the visible answer; may be empty when only tools are called
   * @param toolCalls canonical JSON {@code [{"name","arguments":{…}}]}; empty text when none
   * @param finishReason in the provider's words
   */
  record Completed(String text, String toolCalls, String finishReason, Usage usage)
      implements Completion {
    public Completed {
      requireNonNull(text, "text is null");
      requireNonNull(toolCalls, "toolCalls is null");
      requireNonNull(finishReason, "finishReason is null");
      requireNonNull(usage, "usage is null");
    }
  }

  /** The provider or model declined for reasons of content. */
  record Refused(String text, Usage usage) implements Completion {
    public Refused {
      requireNonNull(text, "text is null");
      requireNonNull(usage, "usage is null");
    }
  }

  /** No answer: the cell stays missing. */
  record Failed(Fault fault, String message, Usage usage) implements Completion {
    public Failed {
      requireNonNull(fault, "fault is null");
      requireNonNull(message, "message is null");
      requireNonNull(usage, "usage is null");
    }
  }

  /** The source published the label but not the answer. */
  record Unpublished(Usage usage) implements Completion {
    public Unpublished {
      requireNonNull(usage, "usage is null");
    }
  }
}
