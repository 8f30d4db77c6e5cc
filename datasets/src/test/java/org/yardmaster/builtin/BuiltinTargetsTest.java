package org.yardmaster.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.yardmaster.data.Check;
import org.yardmaster.data.Message;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Target;
import org.yardmaster.provenance.CanonicalJson;

/** Targets that no answer could meet, or that their own prompt contradicts, are found here. */
class BuiltinTargetsTest {
  private static final List<Sample> SAMPLES = BuiltinDataset.load().samples();

  private static <T extends Target> Stream<Sample> having(Class<T> kind) {
    return SAMPLES.stream().filter(sample -> kind.isInstance(sample.target()));
  }

  private static String text(Sample sample) {
    return String.join("\n", sample.prompt().messages().stream().map(Message::text).toList());
  }

  @TestFactory
  Stream<DynamicTest> everyTaskUsesOnlyTargetsThatFitIt() {
    Map<String, Set<Class<?>>> fitting =
        Map.of(
            "function-calling", Set.of(Target.Calls.class),
            "creative-writing", Set.of(Target.Checks.class),
            "code-generation", Set.of(Target.Checks.class),
            "arithmetic", Set.of(Target.Numeric.class),
            "extraction", Set.of(Target.Json.class, Target.Text.class, Target.Numeric.class),
            "summarisation",
                Set.of(Target.Reference.class, Target.Checks.class, Target.Json.class));
    return fitting.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () ->
                        assertThat(SAMPLES)
                            .filteredOn(sample -> sample.task().equals(entry.getKey()))
                            .isNotEmpty()
                            .allMatch(
                                sample -> entry.getValue().contains(sample.target().getClass()))));
  }

  @Test
  void theRightLetterIsAmongTheOptions() {
    assertThat(having(Target.Choice.class))
        .isNotEmpty()
        .allMatch(
            sample -> text(sample).contains(((Target.Choice) sample.target()).letter() + ")"));
  }

  @Test
  void jsonTargetsAreCanonical() {
    assertThat(having(Target.Json.class).map(sample -> ((Target.Json) sample.target()).canonical()))
        .isNotEmpty()
        .allMatch(json -> CanonicalJson.canonical(json).equals(json));
  }

  @Test
  void callsNameOfferedToolsAndGiveAllRequiredArguments() {
    assertThat(having(Target.Calls.class))
        .isNotEmpty()
        .allSatisfy(
            sample -> {
              Map<String, JsonNode> offered = new HashMap<>();
              for (JsonNode tool : CanonicalJson.parse(sample.prompt().tools())) {
                offered.put(tool.at("/function/name").asText(), tool.at("/function/parameters"));
              }
              String canonical = ((Target.Calls) sample.target()).canonical();
              for (JsonNode call : CanonicalJson.parse(canonical)) {
                assertThat(offered).containsKey(call.path("name").asText());
                requireArguments(call, offered.getOrDefault(call.path("name").asText(), call));
              }
            });
  }

  private static void requireArguments(JsonNode call, JsonNode schema) {
    Set<String> given = new TreeSet<>();
    call.path("arguments").fieldNames().forEachRemaining(given::add);
    for (JsonNode name : schema.path("required")) {
      assertThat(given).contains(name.asText());
    }
    for (String name : given) {
      JsonNode property = schema.path("properties").path(name);
      for (JsonNode value : call.path("arguments").path(name)) {
        String type = property.path("type").asText();
        boolean fits =
            switch (type) {
              case "string" -> value.isTextual();
              case "integer" -> value.isIntegralNumber();
              case "number" -> value.isNumber();
              case "boolean" -> value.isBoolean();
              case "array" -> value.isArray();
              default -> false;
            };
        assertThat(fits).as("%s: %s is %s", name, value, type).isTrue();
        if (property.has("enum")) {
          assertThat(property.path("enum")).contains(value);
        }
      }
    }
  }

  /**
   * Builds a dull answer out of the checks themselves; it shows that they agree with each other.
   */
  @Test
  void checksCanBeMetAllAtOnce() {
    assertThat(having(Target.Checks.class))
        .isNotEmpty()
        .allSatisfy(sample -> assertMet((Target.Checks) sample.target()));
  }

  private static void assertMet(Target.Checks target) {
    String answer = witness(target.checks());
    for (Check check : target.checks()) {
      boolean met =
          switch (check) {
            case Check.Contains contains -> fold(answer).contains(fold(contains.text()));
            case Check.Excludes excludes -> !fold(answer).contains(fold(excludes.text()));
            case Check.Matches matches -> false;
            case Check.Words words -> within(words.least(), count(answer, "\\s+"), words.most());
            case Check.Lines lines -> within(lines.least(), count(answer, "\\n"), lines.most());
          };
      assertThat(met).as("%s by (%s)", check, answer).isTrue();
    }
  }

  private static String witness(List<Check> checks) {
    List<String> parts = new ArrayList<>();
    int words = 0;
    int lines = 1;
    for (Check check : checks) {
      switch (check) {
        case Check.Contains contains -> parts.add(contains.text().strip());
        case Check.Words bounds -> words = bounds.least();
        case Check.Lines bounds -> lines = bounds.least();
        case Check.Excludes excludes -> {}
        case Check.Matches matches -> {}
      }
    }
    int present = count(String.join(" ", parts), "\\s+");
    for (int missing = Math.max(words - present, lines - parts.size()); missing > 0; missing--) {
      parts.add("xo");
    }
    StringBuilder answer = new StringBuilder();
    for (int part = 0; part < parts.size(); part++) {
      answer.append(part == 0 ? "" : part < lines ? "\n" : " ").append(parts.get(part));
    }
    return answer.toString();
  }

  private static int count(String text, String separator) {
    return text.isBlank() ? 0 : text.strip().split(separator).length;
  }

  private static boolean within(int least, int found, int most) {
    return least <= found && found <= most;
  }

  private static String fold(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
