package org.yardmaster.export;

import static java.util.Objects.requireNonNull;

/**
 * What LiteLLM's own program takes a prompt for.
 *
 * @param requestType for instance {@code writing}
 * @param name its cohort: request type, length and what is in it
 */
public record Cohort(String requestType, String name) {
  public Cohort {
    requireNonNull(requestType, "requestType is null");
    requireNonNull(name, "name is null");
  }
}
