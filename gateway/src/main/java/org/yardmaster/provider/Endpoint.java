package org.yardmaster.provider;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Where and how a candidate is reached.
 *
 * @param baseUrl everything before the format's own path, for instance {@code
 *     https://api.openai.com/v1}
 * @param keyVariable name of the environment variable that holds the key; none for servers without
 * @param streaming whether answers are asked for as server-sent events
 * @param outputLimit the field that limits an answer's tokens in {@link Format#OPENAI}
 */
public record Endpoint(
    Format format,
    URI baseUrl,
    Optional<String> keyVariable,
    boolean streaming,
    OutputLimit outputLimit) {

  /** A wire format. */
  public enum Format {
    OPENAI,
    ANTHROPIC,
    GEMINI
  }

  /** Older servers know the first field only, OpenAI's reasoning models the second only. */
  public enum OutputLimit {
    MAX_TOKENS,
    MAX_COMPLETION_TOKENS;

    String field() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Endpoint {
    requireNonNull(format, "format is null");
    requireNonNull(keyVariable, "keyVariable is null");
    requireNonNull(outputLimit, "outputLimit is null");
    boolean web = "http".equals(baseUrl.getScheme()) || "https".equals(baseUrl.getScheme());
    if (!keyVariable.orElse("OK").matches("[A-Za-z_][A-Za-z0-9_]*")) {
      throw new IllegalArgumentException(
          "The keyVariable for host (%s) is no name of an environment variable (it is not shown, in case it is the key itself)."
              .formatted(baseUrl.getHost()));
    }
    if (baseUrl.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "The base URL of host (%s) carries a user or password; keys come from environment variables only."
              .formatted(baseUrl.getHost()));
    }
    if (!web || baseUrl.getHost() == null || baseUrl.getRawQuery() != null) {
      throw new IllegalArgumentException(
          "Base URL (%s://%s) must be http or https, name a host and have no query."
              .formatted(baseUrl.getScheme(), baseUrl.getHost()));
    }
  }

  /** The address of a path below the base. */
  URI address(String path) {
    String base = baseUrl.toString();
    return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
  }
}
