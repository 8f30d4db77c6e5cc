package org.yardmaster.grade;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yardmaster.data.Target;

final class JsonGraderTest {
  private static final Target TARGET = new Target.Json("{\"a\":1,\"b\":[\"x\",null]}");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,\"b\":[\"x\",null]}",
        "{ \"b\" : [ \"x\" , null ],\n \"a\" : 1.0 }",
        "```json\n{\"a\":1,\"b\":[\"x\",null]}\n```",
        "```\n{\"a\":1,\"b\":[\"x\",null]}",
        "Here it is: {\"a\":1,\"b\":[\"x\",null]}. I hope this helps [1].",
        "Draft: {\"a\":2} Final: {\"a\":1,\"b\":[\"x\",null]}",
        "```json\n{\"a\":9}\n```\nwait:\n```json\n{\"a\":1e0,\"b\":[\"x\",null]}\n```",
        "Braces { in talk } and {\"a\":1,\"b\":[\"x\",null]}"
      })
  void findsAnEqualValue(String answer) {
    assertThat(Answers.value(TARGET, answer)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no JSON here",
        "{\"a\":1}",
        "{\"a\":1,\"b\":[null,\"x\"]}",
        "{\"a\":\"1\",\"b\":[\"x\",null]}",
        "{\"a\":1,\"b\":[\"x\",null],\"c\":0}",
        "{\"a\":1,\"a\":1,\"b\":[\"x\",null]}",
        "{\"a\":1,\"b\":[\"x\",null]",
        "[{\"a\":1,\"b\":[\"x\",null]}]"
      })
  void anotherValueIsWrong(String answer) {
    assertThat(Answers.value(TARGET, answer)).isZero();
  }

  @Test
  void findsScalars() {
    assertThat(Answers.value(new Target.Json("\"x y\""), "x y")).isEqualTo(1);
    assertThat(Answers.value(new Target.Json("\"x y\""), "\"x y\"")).isEqualTo(1);
    assertThat(Answers.value(new Target.Json("7"), "```json\n7\n```")).isEqualTo(1);
    assertThat(Answers.value(new Target.Json("true"), "Answer: true")).isEqualTo(1);
    assertThat(Answers.value(new Target.Json("true"), "false")).isZero();
  }

  @Test
  void textsFullOfBracketsAreCheap() {
    Assertions.assertTimeout(
        Duration.ofSeconds(60),
        () -> assertThat(Answers.value(TARGET, "[{".repeat(100_000))).isZero());
  }
}
