package org.yardmaster.provider.simulated;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.price.Price;

/**
 * A cast of simulated candidates and the behaviour model they share, as read from {@code
 * simulated-candidates.yaml}.
 *
 * @param pricesValidFrom first day of the made-up list prices, as {@code yyyy-mm-dd}
 */
public record SimulatedCandidates(
    String pricesValidFrom, Behaviour behaviour, List<SimulatedProfile> profiles) {
  private static final String RESOURCE = "simulated-candidates.yaml";
  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  public SimulatedCandidates {
    requireNonNull(LocalDate.parse(pricesValidFrom));
    requireNonNull(behaviour, "behaviour is null");
    profiles = List.copyOf(profiles);
    long distinct = profiles.stream().map(SimulatedProfile::id).distinct().count();
    if (profiles.isEmpty() || distinct != profiles.size()) {
      throw new IllegalArgumentException(
          "Simulated candidates %s need at least one, each with an id of its own."
              .formatted(profiles.stream().map(SimulatedProfile::id).toList()));
    }
  }

  /** The cast that comes with the project. */
  public static SimulatedCandidates standard() {
    try (InputStream resource =
        requireNonNull(SimulatedCandidates.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      return read(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /**
   * Reads a cast from YAML.
   *
   * @throws IllegalArgumentException naming line and column of what is wrong
   */
  public static SimulatedCandidates read(String yaml) {
    try {
      return YAML.readValue(yaml, SimulatedCandidates.class);
    } catch (JsonProcessingException fault) {
      throw new IllegalArgumentException(
          "Simulated candidates cannot be read: %s%nMaybe compare with %s, which lists every key."
              .formatted(fault.getMessage(), RESOURCE),
          fault);
    }
  }

  /** All of them as candidates, in the order written. */
  public List<Candidate> candidates() {
    return profiles.stream().map(SimulatedProfile::candidate).toList();
  }

  /** Their list prices, which say that they are simulated. */
  public List<Price> prices() {
    LocalDate day = LocalDate.parse(pricesValidFrom);
    return profiles.stream().map(profile -> profile.price(day)).toList();
  }
}
