package org.yardmaster.provider.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.yardmaster.data.Target;
import org.yardmaster.provenance.CanonicalJson;

/** JSON values, bare, pretty or fenced; wrong ones lose a key, change a value or break off. */
final class JsonAnswers {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonAnswers() {}

  static Answer right(Target.Json target, AnswerStyle style) {
    return Answer.of(say(CanonicalJson.parse(target.canonical()), style));
  }

  static Answer wrong(Target.Json target, AnswerStyle style, RandomGenerator random) {
    JsonNode value = CanonicalJson.parse(target.canonical());
    if (value.isContainerNode() && random.nextInt(12) == 0) {
      String whole = write(value, style);
      return Answer.of(whole.substring(0, whole.length() - 1));
    }
    return Answer.of(say(changed(value, random), style));
  }

  /** A JSON value in the candidate's form, with talk around it only where a fence marks it. */
  static String say(JsonNode value, AnswerStyle style) {
    String json = write(value, style);
    if (style.fencedJson()) {
      return Phrasing.block("```json\n" + json + "\n```", style);
    }
    return value.isContainerNode() ? Phrasing.block(json, style) : json;
  }

  private static String write(JsonNode value, AnswerStyle style) {
    return style.prettyJson() ? value.toPrettyString() : CanonicalJson.write(value);
  }

  /** A value that differs from the given one in one place. */
  static JsonNode changed(JsonNode value, RandomGenerator random) {
    return switch (value) {
      case ObjectNode object -> changedObject(object.deepCopy(), random);
      case ArrayNode array -> changedArray(array.deepCopy(), random);
      default -> changedLeaf(value);
    };
  }

  private static JsonNode changedObject(ObjectNode object, RandomGenerator random) {
    List<String> keys = object.propertyStream().map(Map.Entry::getKey).toList();
    if (keys.isEmpty()) {
      return object.put("note", "none");
    }
    String key = Phrasing.pick(keys, random);
    if (random.nextInt(3) == 0) {
      object.remove(key);
    } else {
      object.set(key, changed(object.get(key), random));
    }
    return object;
  }

  private static JsonNode changedArray(ArrayNode array, RandomGenerator random) {
    if (array.isEmpty()) {
      return array.add("none");
    }
    int index = random.nextInt(array.size());
    if (random.nextInt(3) == 0) {
      array.remove(index);
    } else {
      array.set(index, changed(array.get(index), random));
    }
    return array;
  }

  private static JsonNode changedLeaf(JsonNode value) {
    if (value.isNumber()) {
      return NODES.numberNode(value.decimalValue().add(BigDecimal.ONE));
    }
    if (value.isBoolean()) {
      return NODES.booleanNode(!value.booleanValue());
    }
    return NODES.textNode(value.asText().equals("unknown") || value.isNull() ? "none" : "unknown");
  }
}
