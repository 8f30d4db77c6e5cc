package org.yardmaster.budget;

import static java.util.Objects.requireNonNull;

/**
 * Which calls a limit counts, in one dimension.
 *
 * @param value exact value, or {@value #EACH}: every value has an account of its own
 */
public record Selector(Dimension dimension, String value) {
  public static final String EACH = "*";

  public Selector {
    requireNonNull(dimension, "dimension is null");
    if (value.isBlank()) {
      throw new IllegalArgumentException(
          "A limit by %s needs a value, or %s for each.".formatted(dimension.wireName(), EACH));
    }
  }

  boolean each() {
    return value.equals(EACH);
  }

  @Override
  public String toString() {
    return dimension.wireName() + "=" + value;
  }
}
