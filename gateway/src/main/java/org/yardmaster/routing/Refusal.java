package org.yardmaster.routing;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Nobody can be asked, and why. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What is wrong. */
  public enum Kind {
    UNKNOWN_MODEL,
    /** In a list of candidates that may or may not serve. */
    UNKNOWN_NAME,
    /** The caller's key may use none of those that could serve. */
    NOT_GRANTED,
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

  /**
   * Of candidates that all were left out.
   *
   * @param excluded reasons by id; at least one
   */
  public static Refusal of(Map<String, String> excluded, Wish wish) {
    if (excluded.keySet().stream().noneMatch(wish::grants)) {
      return new Refusal(
          Kind.NOT_GRANTED,
          "This key may not use %s; it may use %s."
              .formatted(
                  String.join(", ", excluded.keySet()),
                  String.join(", ", new TreeSet<>(wish.granted()))));
    }
    return new Refusal(
        Kind.NOBODY_FITS,
        excluded.entrySet().stream()
            .filter(one -> wish.grants(one.getKey()))
            .map(one -> one.getKey() + " " + one.getValue())
            .collect(Collectors.joining("; ", "Nobody can serve this request: ", ".")));
  }

  /** For the caller. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
