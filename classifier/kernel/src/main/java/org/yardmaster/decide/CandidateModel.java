package org.yardmaster.decide;

import static java.util.Objects.requireNonNull;

/**
 * One candidate as a policy knows it: its price, and the constants that turn raw predictions into
 * probability, tokens, money and time.
 *
 * @param id the name a caller asks for
 * @param provider who serves it
 * @param model the provider's name
 * @param simulated true when its outcomes came from a behaviour model
 * @param priced false when no list price was known: it then counts as free only in its own
 *     forecasts
 * @param inputNanoPerMillion nano-dollars per million prompt tokens
 * @param outputNanoPerMillion nano-dollars per million answer tokens
 * @param requestNano nano-dollars per request
 * @param calibrationSlope Platt scaling of the success score: p = 1 / (1 + exp(-(slope * s +
 *     intercept)))
 * @param calibrationIntercept see above
 * @param inputTokensBase prompt tokens of an empty prompt
 * @param inputTokensPerCharacter prompt tokens per character
 * @param latencyBaseSeconds seconds of an empty answer; negative when latency was never measured
 * @param latencySecondsPerToken seconds per answer token
 */
public record CandidateModel(
    String id,
    String provider,
    String model,
    boolean simulated,
    boolean priced,
    long inputNanoPerMillion,
    long outputNanoPerMillion,
    long requestNano,
    double calibrationSlope,
    double calibrationIntercept,
    double inputTokensBase,
    double inputTokensPerCharacter,
    double latencyBaseSeconds,
    double latencySecondsPerToken) {
  public CandidateModel {
    requireNonNull(id, "id is null");
    requireNonNull(provider, "provider is null");
    requireNonNull(model, "model is null");
  }

  double success(double score) {
    return 1 / (1 + Math.exp(-(calibrationSlope * score + calibrationIntercept)));
  }

  double costUsd(int characters, double outputTokens) {
    double inputTokens = inputTokensBase + inputTokensPerCharacter * characters;
    return 1e-9
        * (requestNano
            + 1e-6 * (inputNanoPerMillion * inputTokens + outputNanoPerMillion * outputTokens));
  }

  /** Expected seconds, or NaN when latency was never measured. */
  double latencySeconds(double outputTokens) {
    return latencyBaseSeconds < 0
        ? Double.NaN
        : latencyBaseSeconds + latencySecondsPerToken * outputTokens;
  }
}
