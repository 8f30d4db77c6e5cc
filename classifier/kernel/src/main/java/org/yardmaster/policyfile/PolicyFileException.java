package org.yardmaster.policyfile;

import org.jspecify.annotations.Nullable;

/** A file that is not a usable policy: what was found, what was expected, what to do. */
public final class PolicyFileException extends RuntimeException {
  private static final long serialVersionUID = 1;

  PolicyFileException(String name, String found, String expected, @Nullable Throwable cause) {
    super(
        "%s: found %s; expected %s.\nMaybe train or export the policy again."
            .formatted(name, found, expected),
        cause);
  }
}
