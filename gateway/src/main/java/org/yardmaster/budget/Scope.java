package org.yardmaster.budget;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who would be charged for what: the coordinates of a call among the limits.
 *
 * @param key id of the caller's key; empty when the gateway runs without keys
 * @param model the candidate's model name, by which it is priced
 * @param provider who serves it
 * @param task empty when unknown
 * @param tags given by the caller
 */
public record Scope(String key, String model, String provider, String task, Set<String> tags) {
  public Scope {
    requireNonNull(key, "key is null");
    requireNonNull(model, "model is null");
    requireNonNull(provider, "provider is null");
    requireNonNull(task, "task is null");
    tags = Collections.unmodifiableSet(new TreeSet<>(tags));
  }

  /** The values of a dimension that are not empty; several only for tags. */
  Set<String> values(Dimension dimension) {
    String one =
        switch (dimension) {
          case KEY -> key;
          case MODEL -> model;
          case PROVIDER -> provider;
          case TASK -> task;
          case TAG -> "";
        };
    if (dimension == Dimension.TAG) {
      return tags;
    }
    return one.isEmpty() ? Set.of() : Set.of(one);
  }
}
