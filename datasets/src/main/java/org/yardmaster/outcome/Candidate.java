package org.yardmaster.outcome;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A model configuration that may answer a prompt.
 *
 * @param id unique among the candidates of a run
 * @param provider who serves it; {@code recorded} for imported outcomes
 * @param model the provider's name of the model; prices are looked up by it
 * @param parameters whatever else defines the configuration, in sorted order
 * @param simulated true when answers come from a behaviour model instead of a language model
 */
public record Candidate(
    String id, String provider, String model, Map<String, String> parameters, boolean simulated) {
  public Candidate {
    requireNonNull(provider, "provider is null");
    requireNonNull(model, "model is null");
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    if (id.isBlank()) {
      throw new IllegalArgumentException("A candidate needs an id.");
    }
  }

  /** A candidate whose outcomes were recorded by somebody else. */
  public static Candidate recorded(String id) {
    return new Candidate(id, "recorded", id, Map.of(), false);
  }
}
