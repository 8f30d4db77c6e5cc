package org.yardmaster.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.yardmaster.stats.Estimate;

/** Writes numbers into JSON objects: what is not finite becomes null, what is unknown is absent. */
final class JsonNumbers {
  private JsonNumbers() {}

  static void put(ObjectNode node, String key, double value) {
    if (Double.isFinite(value)) {
      node.put(key, value);
    } else {
      node.putNull(key);
    }
  }

  static void put(ObjectNode node, String key, Optional<Double> value) {
    value.ifPresent(known -> put(node, key, (double) known));
  }

  /** The value under {@code key}, its interval as a pair under {@code key + "Interval"}. */
  static void put(ObjectNode node, String key, Estimate estimate) {
    put(node, key, estimate.value());
    add(node.putArray(key + "Interval"), List.of(estimate.low(), estimate.high()));
  }

  static void putEstimate(ObjectNode node, String key, Optional<Estimate> estimate) {
    estimate.ifPresent(known -> put(node, key, known));
  }

  static void add(ArrayNode array, List<Double> values) {
    for (double value : values) {
      if (Double.isFinite(value)) {
        array.add(value);
      } else {
        array.addNull();
      }
    }
  }
}
