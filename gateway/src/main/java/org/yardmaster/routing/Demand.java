package org.yardmaster.routing;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.yardmaster.config.ServingCandidate;
import org.yardmaster.data.Modality;
import org.yardmaster.data.Prompt;
import org.yardmaster.provider.Capabilities;
import org.yardmaster.provider.TokenEstimate;

/**
 * What a request needs of whoever serves it.
 *
 * @param promptTokens estimated
 * @param size bounds of what it may come to
 * @param json whether the answer must be JSON
 */
public record Demand(Prompt prompt, long promptTokens, CallSize size, boolean json) {
  public Demand {
    requireNonNull(prompt, "prompt is null");
    requireNonNull(size, "size is null");
  }

  public static Demand of(Prompt prompt, CallSize size, boolean json) {
    return new Demand(prompt, TokenEstimate.ofPrompt(prompt), size, json);
  }

  /** Why a candidate cannot serve it, if so. */
  Optional<String> obstacle(ServingCandidate candidate) {
    Capabilities can = candidate.capabilities();
    if (candidate.price().isEmpty()) {
      return Optional.of("has no price");
    }
    if (!prompt.tools().isEmpty() && !can.tools()) {
      return Optional.of("calls no tools");
    }
    if (json && !can.json()) {
      return Optional.of("cannot be held to JSON");
    }
    for (Modality modality : prompt.modalities()) {
      if (!can.modalities().contains(modality)) {
        return Optional.of(
            "takes no " + modality.name().toLowerCase(java.util.Locale.ROOT) + " input");
      }
    }
    long outputTokens = size.answer().at(candidate);
    if (can.outputTokens().isPresent() && outputTokens > can.outputTokens().getAsLong()) {
      return Optional.of(
          "answers with %,d tokens at most".formatted(can.outputTokens().getAsLong()));
    }
    if (can.contextTokens().isPresent()
        && promptTokens + outputTokens > can.contextTokens().getAsLong()) {
      return Optional.of(
          "has a context of %,d tokens; about %,d and up to %,d are needed"
              .formatted(can.contextTokens().getAsLong(), promptTokens, outputTokens));
    }
    return Optional.empty();
  }
}
