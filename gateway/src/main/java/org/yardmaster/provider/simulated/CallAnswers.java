package org.yardmaster.provider.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.yardmaster.data.ExpectedCall;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Target;
import org.yardmaster.provenance.CanonicalJson;

/** Function calls, as tool calls where the prompt defines tools and as JSON text elsewhere. */
final class CallAnswers {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String NO_CALL = "None of the functions on offer can do this.";

  private CallAnswers() {}

  static Answer right(
      Sample sample, Target.Calls target, AnswerStyle style, RandomGenerator random) {
    return say(rightCalls(ExpectedCall.of(target), random), sample.prompt(), style);
  }

  static Answer wrong(
      Sample sample, Target.Calls target, AnswerStyle style, RandomGenerator random) {
    List<ExpectedCall> expected = ExpectedCall.of(target);
    if (expected.isEmpty()) {
      return say(List.of(call(someTool(sample.prompt()))), sample.prompt(), style);
    }
    List<ObjectNode> calls = new ArrayList<>(rightCalls(expected, random));
    switch (random.nextInt(6)) {
      case 0 -> calls.clear();
      case 1 -> calls.removeLast();
      case 2 -> calls.add(calls.getFirst().deepCopy());
      default -> spoil(calls, expected, random);
    }
    return say(calls, sample.prompt(), style);
  }

  private static List<ObjectNode> rightCalls(List<ExpectedCall> expected, RandomGenerator random) {
    return expected.stream().map(call -> rightCall(call, random)).toList();
  }

  private static ObjectNode rightCall(ExpectedCall expected, RandomGenerator random) {
    ObjectNode call = call(expected.name());
    ObjectNode arguments = (ObjectNode) call.get("arguments");
    for (Map.Entry<String, List<JsonNode>> argument : expected.arguments().entrySet()) {
      boolean leftOut = expected.optional().contains(argument.getKey()) && random.nextBoolean();
      if (!leftOut && !argument.getValue().isEmpty()) {
        arguments.set(argument.getKey(), Phrasing.pick(argument.getValue(), random));
      }
    }
    return call;
  }

  /**
   * Spoils every call, so that no other call can stand in for it: a required argument gets another
   * value or goes missing; where there is none, the name is wrong.
   */
  private static void spoil(
      List<ObjectNode> calls, List<ExpectedCall> expected, RandomGenerator random) {
    for (int index = 0; index < calls.size(); index++) {
      ObjectNode call = calls.get(index);
      ExpectedCall wanted = expected.get(index);
      List<String> required =
          wanted.arguments().keySet().stream()
              .filter(name -> !wanted.optional().contains(name))
              .toList();
      if (required.isEmpty()) {
        call.put("name", wanted.name() + "_all");
        continue;
      }
      String name = Phrasing.pick(required, random);
      ObjectNode arguments = (ObjectNode) call.get("arguments");
      if (random.nextInt(3) == 0) {
        arguments.remove(name);
      } else {
        arguments.set(name, outside(wanted.arguments().getOrDefault(name, List.of()), random));
      }
    }
  }

  /** A value like the allowed ones that is none of them. */
  private static JsonNode outside(List<JsonNode> allowed, RandomGenerator random) {
    if (allowed.isEmpty()) {
      return NODES.textNode("unknown");
    }
    JsonNode value = JsonAnswers.changed(Phrasing.pick(allowed, random), random);
    for (int attempt = 0; attempt < 20 && among(allowed, value); attempt++) {
      value = JsonAnswers.changed(value, random);
    }
    return among(allowed, value) ? NODES.textNode("something else") : value;
  }

  private static boolean among(List<JsonNode> allowed, JsonNode value) {
    return allowed.stream().anyMatch(one -> same(one, value));
  }

  private static boolean same(JsonNode one, JsonNode other) {
    if (one.isNumber() && other.isNumber()) {
      return one.decimalValue().compareTo(other.decimalValue()) == 0;
    }
    return one.toString().equalsIgnoreCase(other.toString());
  }

  private static ObjectNode call(String name) {
    ObjectNode call = NODES.objectNode().put("name", name);
    call.putObject("arguments");
    return call;
  }

  /** The first function that the prompt offers. */
  private static String someTool(Prompt prompt) {
    if (prompt.tools().isEmpty()) {
      return "search";
    }
    JsonNode tools = CanonicalJson.parse(prompt.tools());
    JsonNode first = tools.isArray() ? tools.path(0) : tools;
    return first.path("name").asText(first.path("function").path("name").asText("search"));
  }

  private static Answer say(List<ObjectNode> calls, Prompt prompt, AnswerStyle style) {
    if (calls.isEmpty()) {
      return Answer.of(NO_CALL);
    }
    ArrayNode array = NODES.arrayNode().addAll(calls);
    return prompt.tools().isEmpty()
        ? Answer.of(JsonAnswers.say(array, style))
        : new Answer("", CanonicalJson.write(array));
  }
}
