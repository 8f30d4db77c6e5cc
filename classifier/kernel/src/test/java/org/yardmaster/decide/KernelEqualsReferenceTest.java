package org.yardmaster.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.yardmaster.feature.FeatureSchema;
import org.yardmaster.feature.Features;
import org.yardmaster.feature.Featurizer;
import org.yardmaster.reference.RandomPolicy;
import org.yardmaster.reference.ReferenceDecision;
import org.yardmaster.reference.ReferenceFeatures;

class KernelEqualsReferenceTest {
  private static final Policy POLICY = RandomPolicy.of(7, 3, 12, Short.MAX_VALUE, 1);
  private static final Decider DECIDER = new Decider(POLICY);
  private static final Policy SMALL = RandomPolicy.of(30, 1, 12, 127, 2);
  private static final Decider SMALL_DECIDER = new Decider(SMALL);
  private static final Features FEATURES = new Features(POLICY.schema());

  private static void check(String text) {
    ReferenceFeatures features = ReferenceFeatures.of(POLICY.schema(), text);
    StringBuilder builder = new StringBuilder();
    builder.append(text);
    for (CharSequence form : List.of(text, builder, CharBuffer.wrap(text))) {
      Featurizer.read(form, FEATURES);
      assertThat(FEATURES.counters()).as(text).isEqualTo(features.counters());
      assertThat(Arrays.stream(FEATURES.buckets()).limit(FEATURES.bucketCount()).boxed())
          .as(text)
          .isEqualTo(features.buckets());
    }
    checkUtf8(text);
    check(POLICY, DECIDER, text);
    check(SMALL, SMALL_DECIDER, text);
  }

  /** Bytes are read as the string that they decode to; lone surrogates have no bytes. */
  private static void checkUtf8(String text) {
    byte[] bytes = (" " + text + " ").getBytes(StandardCharsets.UTF_8);
    checkUtf8(bytes, 1, bytes.length - 1);
  }

  private static void checkUtf8(byte[] bytes, int from, int to) {
    String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    Featurizer.read(bytes, from, to, FEATURES);
    ReferenceFeatures features = ReferenceFeatures.of(POLICY.schema(), text);
    assertThat(FEATURES.counters()).as(text).isEqualTo(features.counters());
    assertThat(Arrays.stream(FEATURES.buckets()).limit(FEATURES.bucketCount()).boxed())
        .as(text)
        .isEqualTo(features.buckets());
    assertThat(DECIDER.choose(bytes, from, to, Constraints.NONE))
        .isEqualTo(DECIDER.choose(text, Constraints.NONE));
  }

  @Test
  void onBytesThatAreNoUtf8() {
    SplittableRandom random = new SplittableRandom(8);
    for (int round = 0; round < 1_000; round++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      checkUtf8(bytes, bytes.length / 5, bytes.length);
    }
    byte[] large = new byte[200_000];
    random.nextBytes(large);
    checkUtf8(large, 0, large.length);
  }

  private static void check(Policy policy, Decider decider, String text) {
    ReferenceDecision reference = ReferenceDecision.of(policy, text);
    assertThat(decider.choose(text, Constraints.NONE)).as(text).isEqualTo(reference.choice());
    Forecast forecast = decider.forecast(text);
    assertThat(forecast.success()).containsExactly(reference.success(), within(1e-12));
    assertThat(forecast.costUsd()).containsExactly(reference.costUsd(), within(1e-12));
    assertThat(forecast.taskScores()).containsExactly(reference.taskScores(), within(1e-9));
  }

  @Test
  void onTextsThatTouchEveryRule() {
    List.of(
            "",
            " ",
            "a",
            "Solve 12 + 30 = ?",
            "Which?\nA. one\nB) two\n3: three\n\u00c9. four\nAB. not\n.",
            "A. at the start is no option",
            "snake_case $x \\frac `code` {\"a\": [1]} | ^ % # < > * / - ; ' !",
            "\u001esystem\nbe brief\n\u001euser\nhello\n",
            "x".repeat(31) + " " + "y".repeat(32) + " " + "z".repeat(33) + " " + "9".repeat(100),
            "\u00fcber \u0416\u0438\u0437\u043d\u044c \u4f60\u597d\u5417"
                + " caf\u00e9\ud83d\ude00x\u0000y \ufffd \u2019 \u3042\u30a2 \ud55c\uae00",
            "\u4f60a\u597d1b",
            "a\u00a0b\u00bfc\u00c0d\u1fffe\u2000f")
        .forEach(KernelEqualsReferenceTest::check);
  }

  @Test
  void whereverATokenEnds() {
    for (int length = 0; length <= 140; length++) {
      check("a".repeat(length));
      check(" ".repeat(length) + "7b." + " x".repeat(length % 5));
      check("\n".repeat(length) + "b) c");
    }
  }

  @Test
  void onLongTextsByTheirWindow() {
    int window = FeatureSchema.WINDOW;
    for (int length : List.of(window - 1, window, window + 1, window + 2, 1 << 20)) {
      check("ab3 ".repeat(length / 4 + 1).substring(0, length));
      check("\u4f60".repeat(length));
    }
  }

  @Test
  void onRandomTexts() {
    SplittableRandom random = new SplittableRandom(20260101);
    for (int round = 0; round < 4_000; round++) {
      check(random(random, random.nextInt(300), round % 2 == 0));
    }
  }

  private static String random(SplittableRandom random, int length, boolean ascii) {
    String common = "eE tnN0195  .,:)(\n\n_-\"'`";
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      switch (random.nextInt(ascii ? 4 : 8)) {
        case 0, 1, 2 -> text.append(common.charAt(random.nextInt(common.length())));
        case 3 -> text.append((char) random.nextInt(0x80));
        case 4 -> text.append((char) random.nextInt(0x250));
        case 5 -> text.append((char) random.nextInt(0x10000));
        case 6 -> text.appendCodePoint(random.nextInt(0x10000, 0x110000));
        default -> text.append((char) (0x4e00 + random.nextInt(100)));
      }
    }
    return text.toString();
  }

  @Test
  void choicesVary() {
    List<Integer> chosen = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(3);
    for (int round = 0; round < 300; round++) {
      chosen.add(DECIDER.choose(random(random, 200, true), Constraints.NONE));
    }
    assertThat(chosen.stream().distinct().count()).isGreaterThan(2);
  }

  @Test
  void theExponentialIsThatOfJava() {
    SplittableRandom random = new SplittableRandom(4);
    for (int round = 0; round < 100_000; round++) {
      double x = random.nextDouble(-700, 700);
      assertThat(Exponential.of(x)).isCloseTo(Math.exp(x), withinPercentage(1e-13));
    }
    assertThat(Exponential.of(0)).isEqualTo(1);
    assertThat(Exponential.of(Double.NEGATIVE_INFINITY)).isEqualTo(Exponential.of(-700));
  }

  @Test
  void sumsFillTheirWholeRange() {
    int window = FeatureSchema.WINDOW + 1;
    short[] weights = {-Short.MAX_VALUE, Short.MAX_VALUE, 0, -1, 1};
    int[] rows = new int[2 * window - 1];
    for (RowSum rowSum : List.of(new ScalarRowSum(), RowSum.BEST)) {
      int[] sums = new int[5];
      new PackedRows(weights, 5, rowSum).sum(rows, rows.length, new PackedRows.Scratch(), sums);
      for (int column = 0; column < 5; column++) {
        assertThat((long) sums[column]).isEqualTo((long) weights[column] * rows.length);
      }
    }
  }

  /** Otherwise the vector code would go untested without anybody noticing. */
  @Test
  void testsRunWithTheVectorApi() {
    assertThat(ModuleLayer.boot().findModule("jdk.incubator.vector")).isPresent();
  }
}
