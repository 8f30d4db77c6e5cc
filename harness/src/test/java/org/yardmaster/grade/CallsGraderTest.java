package org.yardmaster.grade;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yardmaster.data.Target;

final class CallsGraderTest {
  private static final Target ONE =
      new Target.Calls(
          "[{\"name\":\"geo.find\",\"arguments\":{\"city\":[\"New York\",\"NYC\"],"
              + "\"limit\":[5],\"unit\":[\"km\"]},\"optional\":[\"unit\",\"lang\"]}]");
  private static final Target TWO =
      new Target.Calls(
          "[{\"name\":\"f\",\"arguments\":{\"x\":[1,2]}},"
              + "{\"name\":\"f\",\"arguments\":{\"x\":[1]}}]");
  private static final Target NONE = new Target.Calls("[]");

  private static double value(Target target, String calls) {
    return Answers.scored(target, Answers.calls(calls)).value();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[{\"name\":\"geo.find\",\"arguments\":{\"city\":\"NYC\",\"limit\":5}}]",
        "[{\"name\":\"geo_find\",\"arguments\":{\"city\":\"new-york\",\"limit\":5.0}}]",
        "[{\"name\":\"geo.find\",\"arguments\":{\"city\":\"NYC\",\"limit\":5,\"unit\":\"km\"}}]",
        "[{\"name\":\"geo.find\",\"arguments\":{\"city\":\"NYC\",\"limit\":5,\"lang\":\"any\"}}]",
        "[{\"name\":\"geo.find\",\"arguments\":\"{\\\"city\\\":\\\"NYC\\\",\\\"limit\\\":5}\"}]"
      })
  void acceptsAllowedAlternatives(String calls) {
    assertThat(value(ONE, calls)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[] | 1 calls expected, 0 made",
        "not json | 1 calls expected, 0 made",
        "[{\"name\":\"find\",\"arguments\":{}}] | geo.find was not called as expected",
        "[{\"name\":\"geo.find\",\"arguments\":{\"city\":\"NYC\"}}] | argument limit is missing",
        "[{\"name\":\"geo.find\",\"arguments\":{\"city\":\"LA\",\"limit\":5}}]"
            + "| argument city must not be \"LA\"",
        "[{\"name\":\"geo.find\",\"arguments\":{\"city\":\"NYC\",\"limit\":\"5\"}}]"
            + "| argument limit must not be \"5\"",
        "[{\"name\":\"geo.find\",\"arguments\":{\"city\":\"NYC\",\"limit\":5,\"z\":1}}]"
            + "| argument z is not known",
        "[{\"name\":\"geo.find\",\"arguments\":{\"city\":\"NYC\",\"limit\":5,\"unit\":\"mi\"}}]"
            + "| argument unit must not be \"mi\"",
        "[{\"name\":\"geo.find\",\"arguments\":[1]}] | arguments of geo.find are no object"
      })
  void saysWhatIsWrongWithACall(String calls, String explanation) {
    assertThat(Answers.scored(ONE, Answers.calls(calls)))
        .satisfies(
            scored -> {
              assertThat(scored.value()).isZero();
              assertThat(scored.explanation()).isEqualTo(explanation);
            });
  }

  @Test
  void parallelCallsMayComeInAnyOrder() {
    String first = "{\"name\":\"f\",\"arguments\":{\"x\":1}}";
    String second = "{\"name\":\"f\",\"arguments\":{\"x\":2}}";
    assertThat(value(TWO, "[" + first + "," + second + "]")).isEqualTo(1);
    assertThat(value(TWO, "[" + second + "," + first + "]")).isEqualTo(1);
    assertThat(value(TWO, "[" + first + "," + first + "]")).isEqualTo(1);
    assertThat(value(TWO, "[" + second + "," + second + "]")).isZero();
    assertThat(value(TWO, "[" + first + "]")).isZero();
  }

  @Test
  void whereNoCallIsExpectedTextIsRightAndACallIsWrong() {
    assertThat(Answers.value(NONE, "None of the functions can do this.")).isEqualTo(1);
    assertThat(value(NONE, "[{\"name\":\"f\",\"arguments\":{}}]")).isZero();
    assertThat(Answers.value(NONE, "```json\n[{\"name\":\"f\",\"arguments\":{}}]\n```")).isZero();
  }

  @Test
  void findsCallsInText() {
    String call = "{\"name\":\"geo.find\",\"arguments\":{\"city\":\"NYC\",\"limit\":5}}";
    assertThat(Answers.value(ONE, "I will call:\n```json\n" + call + "\n```")).isEqualTo(1);
    assertThat(Answers.value(ONE, "<tool_call>" + call + "</tool_call>")).isEqualTo(1);
    assertThat(Answers.value(ONE, "{\"tool_calls\":[{\"function\":" + call + "}]}")).isEqualTo(1);
  }

  @Test
  void readsCallsWrittenAsCode() {
    assertThat(Answers.value(ONE, "[geo.find(city='New York', limit=5)]")).isEqualTo(1);
    assertThat(Answers.value(ONE, "```python\ngeo.find(limit=5, city=\"NYC\",)\n```")).isEqualTo(1);
    assertThat(Answers.value(ONE, "[geo.find(city='LA', limit=5)]")).isZero();
    assertThat(Answers.value(ONE, "[geo.find(city='NYC', limit=5)] does it")).isZero();
    assertThat(Answers.value(TWO, "[f(x=2), f(x=1)]")).isEqualTo(1);
    assertThat(Answers.value(NONE, "[f(x=2)]")).isZero();
    Target.Calls under = new Target.Calls("[{\"name\":\"a_b\",\"arguments\":{}}]");
    assertThat(Answers.value(under, "[a\\_b()]")).isEqualTo(1);
    Target values =
        new Target.Calls(
            "[{\"name\":\"f\",\"arguments\":{\"a\":[[1,-2.5,[]]],\"b\":[{\"k\":[true]}],"
                + "\"c\":[null],\"d\":[\"it's\"],\"e\":[\"g(x)+1\"]}}]");
    assertThat(
            Answers.value(
                values, "f(a=[1, -2.5, ()], b={'k': True}, c=None, d='it\\'s', e=g(x)+1)"))
        .isEqualTo(1);
    assertThat(Answers.value(values, "f(a=" + "[".repeat(10_000))).isZero();
  }

  @Test
  void nestedObjectsMayListAlternatives() {
    Target nested =
        new Target.Calls(
            "[{\"name\":\"f\",\"arguments\":"
                + "{\"o\":[{\"k\":[\"a\",\"b\"],\"q\":[\"\",1]}],\"l\":[[1,2]]}}]");
    assertThat(value(nested, "[{\"name\":\"f\",\"arguments\":{\"o\":{\"k\":\"b\"},\"l\":[1,2]}}]"))
        .isEqualTo(1);
    assertThat(
            value(
                nested,
                "[{\"name\":\"f\",\"arguments\":{\"o\":{\"k\":\"b\",\"q\":2},\"l\":[1,2]}}]"))
        .isZero();
    assertThat(value(nested, "[{\"name\":\"f\",\"arguments\":{\"o\":{\"k\":\"a\"},\"l\":[2,1]}}]"))
        .isZero();
  }

  private static Target typed(String language, String types, String arguments) {
    return new Target.Calls(
        "[{\"name\":\"f\",\"arguments\":{%s},\"types\":{%s},\"language\":\"%s\"}]"
            .formatted(arguments, types, language));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "integer | [5] | 5 | 1",
        "integer | [5] | 5.0 | 0",
        "integer | [5] | '5' | 0",
        "float | [5] | 5 | 1",
        "float | [5.5] | '5.5' | 1",
        "string | [\"a b\"] | 'A-B' | 1",
        "string | [\"1\"] | 1 | 0",
        "boolean | [true] | True | 1",
        "array<float> | [[1.5,2.5]] | [1.5, 2.5] | 1",
        "array<float> | [[1.0,2.0]] | [1, 2] | 0",
        "`array<float|integer>` | [[1,2]] | [1, 2] | 1",
        "array<string> | [[\"a b\",\"c\"]] | ['A B', 'c'] | 1",
        "array<string> | [\"names\"] | names | 1",
        "dict | [{\"k\":[1,2],\"l\":[\"x\"]}] | {'k': 2, 'l': 'X'} | 1",
        "dict | [{\"k\":[1,2],\"l\":[\"x\"]}] | {'k': 2} | 0",
        "array<dict> | [[{\"k\":[1]}]] | [{'k': 1}] | 1"
      })
  void declaredTypesBind(String type, String allowed, String value, double expected) {
    Target target = typed("python", "\"x\":\"%s\"".formatted(type), "\"x\":%s".formatted(allowed));
    assertThat(Answers.value(target, "[f(x=%s)]".formatted(value))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "java | long | [3] | 3L | 1",
        "java | long | [3] | 3 | 0",
        "java | Array<integer> | [[1,2]] | new int[]{1, 2} | 1",
        "java | ArrayList<String> | [[\"a\",\"b\"]] | new ArrayList<>(Arrays.asList(\"a\", \"b\"))"
            + " | 1",
        "java | HashMap | [{}] | new HashMap<String, Object>() | 1",
        "java | HashMap | [{}] | {} | 0",
        "java | String | [\"text\"] | \"text\" | 1",
        "java | any | [\"controller\"] | controller | 1",
        "javascript | array<integer> | [[1,2]] | [1, 2] | 1",
        "javascript | dict | [{\"a\":[1]}] | {a: 1} | 1",
        "javascript | Boolean | [true] | true | 1",
        "javascript | Bigint | [12] | 12n | 1"
      })
  void valuesOfOtherLanguagesAreReadAsTheirType(
      String language, String type, String allowed, String value, double expected) {
    Target target = typed(language, "\"x\":\"%s\"".formatted(type), "\"x\":%s".formatted(allowed));
    assertThat(Answers.value(target, "[f(x=%s)]".formatted(value))).isEqualTo(expected);
  }
}
