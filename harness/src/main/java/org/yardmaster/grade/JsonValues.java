package org.yardmaster.grade;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Equality of JSON values. */
final class JsonValues {
  private JsonValues() {}

  /** Equal but for key order, white space and the spelling of numbers: 1 equals 1.0. */
  static boolean equal(JsonNode one, JsonNode other) {
    if (one.isNumber() && other.isNumber()) {
      return one.decimalValue().compareTo(other.decimalValue()) == 0;
    }
    if (one.getNodeType() != other.getNodeType() || one.size() != other.size()) {
      return false;
    }
    if (one.isArray()) {
      for (int index = 0; index < one.size(); index++) {
        if (!equal(one.get(index), other.get(index))) {
          return false;
        }
      }
      return true;
    }
    if (one.isObject()) {
      for (Map.Entry<String, JsonNode> member : one.properties()) {
        JsonNode counterpart = other.get(member.getKey());
        if (counterpart == null || !equal(member.getValue(), counterpart)) {
          return false;
        }
      }
      return true;
    }
    return one.equals(other);
  }
}
