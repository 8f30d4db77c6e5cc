package org.yardmaster.evaluate;

import org.yardmaster.data.Prompt;

/** A rule that routes: it sees what a live router may see, and names who answers. */
@FunctionalInterface
public interface PromptRouter {

  /** The id of the candidate that is to answer. */
  String route(Prompt prompt);
}
