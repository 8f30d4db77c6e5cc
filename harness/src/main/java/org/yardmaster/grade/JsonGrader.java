package org.yardmaster.grade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.yardmaster.data.Target;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Grade;
import org.yardmaster.provenance.CanonicalJson;

/**
 * A JSON value, equal as a whole. It may be the whole answer, stand in a code fence or in the midst
 * of talk; of several, the last of the target's own kind counts.
 */
final class JsonGrader implements Grader<Target.Json> {
  @Override
  public String name() {
    return "json/1";
  }

  @Override
  public Grade grade(Target.Json target, Completion.Completed answer) {
    JsonNode wanted = CanonicalJson.parse(target.canonical());
    Optional<JsonNode> found = find(answer.text(), wanted.getNodeType());
    if (found.isEmpty()) {
      boolean bareText = wanted.isTextual() && wanted.textValue().equals(answer.text().strip());
      return Grade.Scored.binary(
          name(), bareText, "", bareText ? "bare text" : "no JSON " + kind(wanted) + " found");
    }
    boolean right = JsonValues.equal(wanted, found.get());
    return Grade.Scored.binary(
        name(), right, CanonicalJson.write(found.get()), right ? "equal" : "not equal");
  }

  private static Optional<JsonNode> find(String text, JsonNodeType kind) {
    Optional<JsonNode> whole = EmbeddedJson.whole(text);
    if (whole.isPresent()) {
      return whole;
    }
    Optional<JsonNode> fenced = lastOf(EmbeddedJson.fenced(text), kind);
    if (fenced.isPresent()) {
      return fenced;
    }
    List<JsonNode> candidates = new ArrayList<>();
    for (Extractor extractor : List.of(Extractor.LAST_LINE, Extractor.ANSWER, Extractor.BOXED)) {
      extractor.all(text).forEach(piece -> EmbeddedJson.whole(piece).ifPresent(candidates::add));
    }
    return lastOf(EmbeddedJson.containers(text), kind).or(() -> lastOf(candidates, kind));
  }

  private static Optional<JsonNode> lastOf(List<JsonNode> values, JsonNodeType kind) {
    return values.stream()
        .filter(value -> value.getNodeType() == kind)
        .reduce((first, last) -> last);
  }

  private static String kind(JsonNode value) {
    return value.getNodeType().name().toLowerCase(Locale.ROOT);
  }
}
