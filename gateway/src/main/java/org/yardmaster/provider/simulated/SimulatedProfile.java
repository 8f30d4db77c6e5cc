package org.yardmaster.provider.simulated;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.yardmaster.data.Sample;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.price.Price;

/**
 * One made-up candidate.
 *
 * @param id starts with {@code sim-}
 * @param ability general ability, on the scale of difficulties
 * @param tasks what is added to the ability per task
 * @param languagePenalty what is taken off the ability per value of the label {@code language}
 */
public record SimulatedProfile(
    String id,
    String summary,
    ListPrice price,
    double ability,
    Map<String, Double> tasks,
    Map<String, Double> languagePenalty,
    Speed speed,
    Mishaps mishaps,
    double reasoningTokens,
    AnswerStyle style) {

  /** List price in USD per million tokens. */
  public record ListPrice(double input, double output) {}

  /**
   * How fast answers come.
   *
   * @param firstTokenMillis median time to the first token, reasoning not included
   * @param tokensPerSecond median throughput of answer and reasoning tokens
   * @param spread standard deviation of the logarithm of both
   */
  public record Speed(double firstTokenMillis, double tokensPerSecond, double spread) {
    public Speed {
      if (!(firstTokenMillis > 0 && tokensPerSecond > 0 && spread >= 0)) {
        throw new IllegalArgumentException(
            "Speed (first token %s ms, %s tokens/s, spread %s) is out of range."
                .formatted(firstTokenMillis, tokensPerSecond, spread));
      }
    }
  }

  /** Shares of calls that end in a refusal or a fault, each in [0, 1]. */
  public record Mishaps(double refusals, double faults) {
    public Mishaps {
      if (!(refusals >= 0 && faults >= 0 && refusals + faults <= 1)) {
        throw new IllegalArgumentException(
            "Mishaps (refusals %s, faults %s) are not shares.".formatted(refusals, faults));
      }
    }
  }

  public SimulatedProfile {
    requireNonNull(summary, "summary is null");
    requireNonNull(price, "price is null");
    requireNonNull(speed, "speed is null");
    requireNonNull(mishaps, "mishaps is null");
    requireNonNull(style, "style is null");
    tasks = Collections.unmodifiableMap(new TreeMap<>(tasks));
    languagePenalty = Collections.unmodifiableMap(new TreeMap<>(languagePenalty));
    if (!id.startsWith("sim-")) {
      throw new IllegalArgumentException(
          "Simulated candidate (%s) needs an id that starts with sim-.".formatted(id));
    }
    if (!(reasoningTokens >= 0)) {
      throw new IllegalArgumentException(
          "Reasoning tokens (%s) of (%s) are negative.".formatted(reasoningTokens, id));
    }
  }

  /** Ability on one sample's task and language. */
  public double abilityOn(Sample sample) {
    String language = sample.labels().getOrDefault("language", "en");
    return ability
        + tasks.getOrDefault(sample.task(), 0.0)
        - languagePenalty.getOrDefault(language, 0.0);
  }

  public Candidate candidate() {
    return new Candidate(id, "simulated", id, Map.of(), true);
  }

  /** The made-up list price; its source says so. */
  public Price price(LocalDate validFrom) {
    return Price.ofUsd(
        id, price.input(), price.output(), validFrom, "simulated: made up for this project");
  }
}
