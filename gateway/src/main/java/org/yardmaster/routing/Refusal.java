package org.yardmaster.routing;

import static java.util.Objects.requireNonNull;

/** Nobody can be asked, and why. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What is wrong. */
  public enum Kind {
    UNKNOWN_MODEL,
    NOBODY_FITS
  }

  private final Kind kind;

  public Refusal(Kind kind, String message) {
    super(message);
    this.kind = requireNonNull(kind, "kind is null");
  }

  public Kind kind() {
    return kind;
  }

  /** For the caller. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
