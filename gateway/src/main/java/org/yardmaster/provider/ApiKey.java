package org.yardmaster.provider;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** A provider's key. Never printed: {@link #toString} says nothing, {@link #redact} removes it. */
public final class ApiKey {
  private static final int SHORTEST_TO_REDACT = 4;
  private static final ApiKey NONE = new ApiKey("");

  private final String secret;

  private ApiKey(String secret) {
    this.secret = secret;
  }

  /** For servers that want none. */
  public static ApiKey none() {
    return NONE;
  }

  /**
   * A key as found in an environment variable; white space around it is dropped.
   *
   * @throws IllegalArgumentException when it is blank or cannot stand in a header; never shows it
   */
  public static ApiKey of(String variable, String value) {
    String secret = requireNonNull(value, "value is null").strip();
    if (secret.isEmpty()) {
      throw new IllegalArgumentException(
          "Environment variable (%s) is empty.%nMaybe export a key in it.".formatted(variable));
    }
    if (!secret.chars().allMatch(letter -> letter > ' ' && letter < 0x7F)) {
      throw new IllegalArgumentException(
          "Environment variable (%s) holds characters that no key has (white space, control or non-ASCII characters).%nMaybe it was pasted with a line break."
              .formatted(variable));
    }
    return new ApiKey(secret);
  }

  Optional<String> secret() {
    return secret.isEmpty() ? Optional.empty() : Optional.of(secret);
  }

  /** The text without the key, wherever somebody echoed it. */
  String redact(String text) {
    return secret.length() < SHORTEST_TO_REDACT ? text : text.replace(secret, "[key]");
  }

  @Override
  public String toString() {
    return secret.isEmpty() ? "no key" : "a key";
  }
}
