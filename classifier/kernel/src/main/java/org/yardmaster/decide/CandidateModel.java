package org.yardmaster.decide;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * One candidate as a policy knows it: its price, and the constants that turn raw predictions into
 * probability, tokens, money and time.
 *
 * @param id the name a caller asks for
 * @param provider who serves it
 * @param model the provider's name
 * @param simulated true when its outcomes came from a behaviour model
 * @param price what it charges
 * @param calibration success score to probability
 * @param inputTokens prompt tokens by characters of the prompt
 * @param latencySeconds seconds by answer tokens; empty when latency was never measured
 */
public record CandidateModel(
    String id,
    String provider,
    String model,
    boolean simulated,
    ListPrice price,
    Calibration calibration,
    Line inputTokens,
    Optional<Line> latencySeconds) {
  public CandidateModel {
    requireNonNull(id, "id is null");
    requireNonNull(provider, "provider is null");
    requireNonNull(model, "model is null");
    requireNonNull(price, "price is null");
    requireNonNull(calibration, "calibration is null");
    requireNonNull(inputTokens, "inputTokens is null");
  }

  /** The same candidate with other probabilities. */
  public CandidateModel withCalibration(Calibration other) {
    return new CandidateModel(
        id, provider, model, simulated, price, other, inputTokens, latencySeconds);
  }
}
