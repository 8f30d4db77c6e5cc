package org.yardmaster.verify;

import static java.util.Objects.requireNonNull;

import org.yardmaster.decide.Constraints;

/** One thing to decide: a routing text and the caller's wishes. */
public record Question(String text, Constraints constraints) {
  public Question {
    requireNonNull(text, "text is null");
    requireNonNull(constraints, "constraints is null");
  }
}
