package org.yardmaster.grade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import org.yardmaster.data.ExpectedCall;
import org.yardmaster.outcome.Completion;

/** One function call that an answer makes. */
record MadeCall(String name, JsonNode arguments) {

  /**
   * All calls of an answer in order: its tool calls; or whatever stands in its text as JSON with a
   * name and arguments; or calls written as code, where the text or a code fence holds nothing
   * else.
   */
  static List<MadeCall> of(Completion.Completed answer) {
    return of(answer, ExpectedCall.PYTHON);
  }

  /** The same, where code is written in this language of {@link ExpectedCall}. */
  static List<MadeCall> of(Completion.Completed answer, String language) {
    List<MadeCall> calls = new ArrayList<>();
    String source = answer.toolCalls().isEmpty() ? answer.text() : answer.toolCalls();
    EmbeddedJson.containers(source).forEach(value -> collect(value, calls));
    if (calls.isEmpty() && answer.toolCalls().isEmpty()) {
      calls.addAll(WrittenCalls.in(source, language));
      Extractor.FENCED.all(source).forEach(block -> calls.addAll(WrittenCalls.in(block, language)));
    }
    return calls;
  }

  private static void collect(JsonNode value, List<MadeCall> calls) {
    if (value.isArray()) {
      value.forEach(element -> collect(element, calls));
      return;
    }
    JsonNode function = value.path("function").isObject() ? value.get("function") : value;
    JsonNode arguments = arguments(function);
    if (function.path("name").isTextual() && !arguments.isMissingNode()) {
      calls.add(new MadeCall(function.get("name").textValue(), arguments));
    } else {
      collectNested(value, calls);
    }
  }

  private static void collectNested(JsonNode value, List<MadeCall> calls) {
    for (String wrapper : List.of("tool_calls", "calls")) {
      if (value.path(wrapper).isArray()) {
        collect(value.get(wrapper), calls);
      }
    }
  }

  /** Arguments under any of the usual names; those written as JSON inside a text are unpacked. */
  private static JsonNode arguments(JsonNode function) {
    for (String key : List.of("arguments", "parameters", "args")) {
      JsonNode written = function.path(key);
      if (written.isTextual()) {
        return EmbeddedJson.whole(written.textValue())
            .orElse(JsonNodeFactory.instance.objectNode().set("", written));
      }
      if (!written.isMissingNode()) {
        return written;
      }
    }
    return JsonNodeFactory.instance.missingNode();
  }
}
