package org.yardmaster.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.yardmaster.provenance.CanonicalJson;

/**
 * {@link Target} to canonical JSON and back. The field {@code type} tells the case:
 *
 * <pre>
 * {"type":"labelled"}
 * {"type":"text","accepted":["Paris"]}
 * {"type":"choice","letter":"B"}
 * {"type":"numeric","value":12.5,"tolerance":0.1}       tolerance is 0 when absent
 * {"type":"json","value":{"city":"Bonn"}}
 * {"type":"calls","calls":[{"name":"f","arguments":{"x":[1]},"optional":[]}]}
 * {"type":"checks","checks":[{"contains":"a"},{"excludes":"b"},{"matches":"c+"},
 *                            {"words":[40,60]},{"lines":[3,3]}]}
 * {"type":"reference","text":"The bridge opened in 1932."}   "closeness":"chrf" instead of rouge-l
 * {"type":"maths","answer":"\\frac{1}{2}"}
 * {"type":"code","language":"python","tests":"assert add(1, 2) == 3"}
 * </pre>
 */
public final class TargetJson {
  private static final String ROUGE_L = "rouge-l";
  private static final String CHRF = "chrf";

  private TargetJson() {}

  public static String write(Target target) {
    return CanonicalJson.write(node(target));
  }

  static ObjectNode node(Target target) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    switch (target) {
      case Target.Labelled labelled -> root.put("type", "labelled");
      case Target.Text text -> {
        ArrayNode accepted = root.put("type", "text").putArray("accepted");
        text.accepted().forEach(accepted::add);
      }
      case Target.Choice choice ->
          root.put("type", "choice").put("letter", String.valueOf(choice.letter()));
      case Target.Numeric numeric ->
          root.put("type", "numeric")
              .put("value", numeric.value())
              .put("tolerance", numeric.tolerance());
      case Target.Json json ->
          root.put("type", "json").set("value", CanonicalJson.parse(json.canonical()));
      case Target.Calls calls ->
          root.put("type", "calls").set("calls", CanonicalJson.parse(calls.canonical()));
      case Target.Checks checks -> {
        ArrayNode array = root.put("type", "checks").putArray("checks");
        checks.checks().forEach(check -> put(array.addObject(), check));
      }
      case Target.Reference reference -> {
        root.put("type", "reference").put("text", reference.text());
        if (reference.closeness() == Target.Closeness.CHRF) {
          root.put("closeness", CHRF);
        }
      }
      case Target.Maths maths -> root.put("type", "maths").put("answer", maths.answer());
      case Target.Code code ->
          root.put("type", "code").put("language", code.language()).put("tests", code.tests());
    }
    return root;
  }

  private static void put(ObjectNode object, Check check) {
    switch (check) {
      case Check.Contains contains -> object.put("contains", contains.text());
      case Check.Excludes excludes -> object.put("excludes", excludes.text());
      case Check.Matches matches -> object.put("matches", matches.regex());
      case Check.Words words -> object.putArray("words").add(words.least()).add(words.most());
      case Check.Lines lines -> object.putArray("lines").add(lines.least()).add(lines.most());
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException saying what was found and what was expected
   */
  public static Target read(String json) {
    return read(CanonicalJson.parse(json));
  }

  /** Reads a target from parsed JSON. */
  public static Target read(JsonNode root) {
    String type = root.path("type").asText();
    return switch (type) {
      case "labelled" -> {
        fields(root, type);
        yield new Target.Labelled();
      }
      case "text" -> new Target.Text(fields(root, type, "accepted").texts("accepted"));
      case "choice" -> choice(fields(root, type, "letter"));
      case "numeric" -> numeric(fields(root, type, "value", "tolerance"));
      case "json" ->
          new Target.Json(CanonicalJson.write(fields(root, type, "value").node("value")));
      case "calls" ->
          new Target.Calls(CanonicalJson.write(fields(root, type, "calls").array("calls")));
      case "checks" -> checks(fields(root, type, "checks"));
      case "reference" -> reference(fields(root, type, "text", "closeness"));
      case "maths" -> new Target.Maths(fields(root, type, "answer").text("answer"));
      case "code" -> code(fields(root, type, "language", "tests"));
      default ->
          throw new IllegalArgumentException(
              ("Target: found type (%s); expected labelled, text, choice, numeric, json, calls,"
                      + " checks, reference, maths or code.")
                  .formatted(type));
    };
  }

  private static Target reference(JsonFields fields) {
    String closeness = fields.has("closeness") ? fields.text("closeness") : ROUGE_L;
    return switch (closeness) {
      case ROUGE_L -> new Target.Reference(fields.text("text"));
      case CHRF -> new Target.Reference(fields.text("text"), Target.Closeness.CHRF);
      default -> throw fields.fault("closeness (%s)".formatted(closeness), "rouge-l or chrf");
    };
  }

  private static Target code(JsonFields fields) {
    return new Target.Code(fields.text("language"), fields.text("tests"));
  }

  private static JsonFields fields(JsonNode root, String type, String... names) {
    Set<String> known = new HashSet<>(List.of(names));
    known.add("type");
    return new JsonFields("Target of type (%s)".formatted(type), root, known);
  }

  private static Target choice(JsonFields fields) {
    String letter = fields.text("letter");
    if (letter.length() != 1) {
      throw fields.fault("letter (%s)".formatted(letter), "one letter A-Z");
    }
    return new Target.Choice(letter.charAt(0));
  }

  private static Target numeric(JsonFields fields) {
    BigDecimal tolerance =
        fields.has("tolerance") ? fields.number("tolerance").decimalValue() : BigDecimal.ZERO;
    return new Target.Numeric(fields.number("value").decimalValue(), tolerance);
  }

  private static Target checks(JsonFields fields) {
    List<Check> checks = new ArrayList<>();
    for (JsonNode check : fields.array("checks")) {
      checks.add(check(check));
    }
    return new Target.Checks(checks);
  }

  private static Check check(JsonNode object) {
    JsonFields fields =
        new JsonFields(
            "Check", object, Set.of("contains", "excludes", "matches", "words", "lines"));
    if (object.size() != 1) {
      throw fields.fault("%d fields".formatted(object.size()), "exactly one");
    }
    String name = object.fieldNames().next();
    return switch (name) {
      case "contains" -> new Check.Contains(fields.text(name));
      case "excludes" -> new Check.Excludes(fields.text(name));
      case "matches" -> new Check.Matches(fields.text(name));
      case "words" -> new Check.Words(bound(fields, name, 0), bound(fields, name, 1));
      default -> new Check.Lines(bound(fields, name, 0), bound(fields, name, 1));
    };
  }

  private static int bound(JsonFields fields, String name, int index) {
    JsonNode bounds = fields.array(name);
    if (bounds.size() != 2 || !bounds.path(index).canConvertToInt()) {
      throw fields.fault("%s (%s)".formatted(name, bounds), "two whole numbers, least and most");
    }
    return bounds.path(index).intValue();
  }
}
