package org.yardmaster.grade;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yardmaster.data.Check;
import org.yardmaster.data.Message;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.PublishedSplit;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Target;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Usage;
import org.yardmaster.provider.simulated.Answer;
import org.yardmaster.provider.simulated.AnswerWriter;
import org.yardmaster.provider.simulated.SimulatedCandidates;
import org.yardmaster.provider.simulated.SimulatedProfile;

/** The graders and the writer of simulated answers must agree on what is right. */
final class SimulatedAnswersTest {
  private static final List<SimulatedProfile> PROFILES = SimulatedCandidates.standard().profiles();

  private static Sample sample(String prompt, Target target, String language) {
    return sample(Prompt.of(prompt), target, language);
  }

  private static Sample sample(Prompt prompt, Target target, String language) {
    return new Sample(
        target.toString(),
        prompt,
        target,
        "task",
        "g",
        PublishedSplit.NONE,
        Map.of("language", language));
  }

  private static Target.Numeric number(String value, String tolerance) {
    return new Target.Numeric(new BigDecimal(value), new BigDecimal(tolerance));
  }

  private static Target.Checks checks(Check... checks) {
    return new Target.Checks(List.of(checks));
  }

  static List<Sample> samples() {
    Prompt tools =
        new Prompt(
            List.of(Message.user("Find it.")), "[{\"name\":\"find\",\"parameters\":{}}]", Set.of());
    Target.Calls calls =
        new Target.Calls(
            "[{\"name\":\"find\",\"arguments\":{\"q\":[\"a b\",\"b a\"],\"n\":[3],\"u\":[true],"
                + "\"l\":[[\"x\",\"y\"]]},\"optional\":[\"u\"]},"
                + "{\"name\":\"other\",\"arguments\":{}}]");
    return List.of(
        sample("How much?", number("42", "0"), "en"),
        sample("How much is it in USD?", number("1234567.5", "0.01"), "de"),
        sample("What percentage, in %?", number("12.75", "0.005"), "fr"),
        sample("What share, in percent?", number("0.5", "0"), "en"),
        sample("Change?", number("-1234", "0"), "es"),
        sample("Left?", number("0", "0"), "zh"),
        sample("Wei?", number("1000000000000000000", "0"), "en"),
        sample("A) x\nB) y\nC) z\nWhich?", new Target.Choice('C'), "en"),
        sample("Which?", new Target.Choice('A'), "en"),
        sample("Intent?", new Target.Text(List.of("book_flight")), "en"),
        sample("Intent?", new Target.Text(List.of("cancel_flight", "cancel flight")), "en"),
        sample("Language?", new Target.Text(List.of("C++")), "en"),
        sample("Translate.", new Target.Text(List.of("Guten Morgen! Wie geht es Ihnen?")), "de"),
        sample("Translate.", new Target.Text(List.of("你好，世界。")), "zh"),
        sample("Poem.", new Target.Text(List.of("roses are red\nviolets are blue")), "en"),
        sample("JSON.", new Target.Json("{\"a\":1,\"b\":{\"c\":[true,null,\"x\"]}}"), "en"),
        sample("JSON.", new Target.Json("[1,2,3]"), "en"),
        sample("JSON.", new Target.Json("{}"), "en"),
        sample("JSON.", new Target.Json("7"), "en"),
        sample(tools, calls, "en"),
        sample(tools, new Target.Calls("[]"), "en"),
        sample("Answer with a call.", calls, "en"),
        sample(
            "Write a function.",
            checks(
                new Check.Contains("def add"),
                new Check.Matches("return\\s+a\\s*\\+\\s*b"),
                new Check.Excludes("import")),
            "en"),
        sample(
            "Write a poem.",
            checks(
                new Check.Contains("yard"),
                new Check.Words(20, 40),
                new Check.Lines(4, 4),
                new Check.Excludes("rain")),
            "en"),
        sample("One line.", checks(new Check.Lines(1, 1), new Check.Words(5, 12)), "en"),
        sample("Slogan.", checks(new Check.Contains("Bäckerei"), new Check.Words(3, 8)), "de"));
  }

  private static Grade.Scored grade(Sample sample, Answer answer) {
    return Answers.scored(
        sample.target(),
        new Completion.Completed(
            answer.text(), answer.toolCalls(), "stop", Usage.Tokens.measured(1, 1)));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void rightAnswersScoreFullMarksAndWrongOnesNone(Sample sample) {
    AnswerWriter writer = new AnswerWriter(samples());
    for (SimulatedProfile profile : PROFILES) {
      for (int seed = 0; seed < 40; seed++) {
        Answer right = writer.right(sample, profile.style(), new SplittableRandom(seed));
        assertThat(grade(sample, right).value())
            .as("%s of %s: %s", profile.id(), sample.target(), right)
            .isGreaterThanOrEqualTo(0.99);
        Answer wrong = writer.wrong(sample, profile.style(), new SplittableRandom(seed));
        assertThat(grade(sample, wrong).value())
            .as("%s of %s: %s", profile.id(), sample.target(), wrong)
            .isZero();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("references")
  void referencesAreFollowedCloselyOrHardly(Sample sample) {
    AnswerWriter writer = new AnswerWriter(List.of());
    for (SimulatedProfile profile : PROFILES) {
      for (int seed = 0; seed < 40; seed++) {
        SplittableRandom random = new SplittableRandom(seed);
        double right = grade(sample, writer.right(sample, profile.style(), random)).value();
        double wrong = grade(sample, writer.wrong(sample, profile.style(), random)).value();
        assertThat(right).isGreaterThan(0.7);
        assertThat(wrong).isLessThan(0.4);
      }
    }
  }

  static List<Sample> references() {
    return List.of(
        sample(
            "Summarise.",
            new Target.Reference(
                "The council approved the new bridge after two years of debate, and work on it"
                    + " starts in spring with a budget of nine million euros."),
            "en"),
        sample("总结。", new Target.Reference("市议会经过两年讨论批准了新桥，工程将于春天开始，预算为九百万欧元。"), "zh"));
  }

  @Property(seed = "20260101", tries = 300)
  void nearMissesAreNeverRight(
      @ForAll("numbers") BigDecimal value, @ForAll("tolerances") BigDecimal tolerance) {
    Sample sample = sample("What is it in %?", new Target.Numeric(value, tolerance), "de");
    AnswerWriter writer = new AnswerWriter(List.of());
    SplittableRandom random = new SplittableRandom(value.hashCode());
    for (SimulatedProfile profile : PROFILES) {
      Answer right = writer.right(sample, profile.style(), random);
      Answer wrong = writer.wrong(sample, profile.style(), random);
      assertThat(grade(sample, right).value()).as("%s: %s", value, right).isEqualTo(1);
      assertThat(grade(sample, wrong).value()).as("%s: %s", value, wrong).isZero();
    }
  }

  @Provide
  Arbitrary<BigDecimal> numbers() {
    return Arbitraries.bigDecimals()
        .between(new BigDecimal("-99999999"), new BigDecimal("99999999"))
        .ofScale(3);
  }

  @Provide
  Arbitrary<BigDecimal> tolerances() {
    return Arbitraries.of(BigDecimal.ZERO, new BigDecimal("0.001"), new BigDecimal("0.5"));
  }

  @Property(seed = "20260101", tries = 500)
  void noTextMakesAGraderThrow(@ForAll("texts") String text) {
    List<Target> targets = new ArrayList<>(samples().stream().map(Sample::target).toList());
    targets.add(new Target.Reference("a reference"));
    for (Target target : targets) {
      assertThat(Graders.standard().grade(target, Answers.text(text))).isNotNull();
      assertThat(Graders.standard().grade(target, Answers.calls(text))).isNotNull();
    }
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> fragments =
        Arbitraries.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            "\\",
            "\\boxed{",
            "answer is ",
            "Answer:",
            "####",
            "**",
            "```",
            "```json\n",
            "\n",
            " ",
            "1",
            "-",
            ".",
            ",",
            "/",
            "e9",
            "%",
            "$",
            "B",
            "(",
            ")",
            "name",
            ":",
            "\"name\":\"f\",\"arguments\":",
            "答案是",
            "\\frac{1}{0}",
            "1/0",
            "\ud83d",
            "\ud83d\ude00",
            "\u0000",
            "é",
            "E999",
            "9999999999");
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(200),
        fragments.list().ofMaxSize(40).map(parts -> String.join("", parts)));
  }
}
