package org.yardmaster.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yardmaster.data.DatasetCard;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.PublishedSplit;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Target;
import org.yardmaster.grade.Graders;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.Outcome;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.outcome.Usage;
import org.yardmaster.price.Price;
import org.yardmaster.provider.ApiKey;
import org.yardmaster.provider.Endpoint;
import org.yardmaster.provider.ProviderClient;
import org.yardmaster.provider.Reply;
import org.yardmaster.provider.stub.StubProvider;
import org.yardmaster.replay.ReplayListener;
import org.yardmaster.replay.ReplayResult;
import org.yardmaster.replay.ReplaySpec;
import org.yardmaster.store.Database;
import org.yardmaster.store.OutcomeReader;
import org.yardmaster.upstream.HttpUpstream;

/** A judge that answers over HTTP from a loopback stub. */
final class JudgeRunTest {
  private static final Candidate GOOD = new Candidate("good", "test", "good", Map.of(), false);
  private static final Candidate BAD = new Candidate("bad", "test", "bad", Map.of(), false);
  private static final Candidate JUDGE = new Candidate("judge", "stub", "stub-1", Map.of(), false);
  private static final List<Price> PRICES =
      List.of(
          Price.ofUsd("good", 1, 2, LocalDate.of(2020, 1, 1), "test"),
          Price.ofUsd("bad", 1, 2, LocalDate.of(2020, 1, 1), "test"),
          Price.ofUsd("stub-1", 1, 2, LocalDate.of(2020, 1, 1), "test"));

  @TempDir Path folder = Path.of("");

  private static List<Sample> samples(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            index ->
                new Sample(
                    "s" + index,
                    Prompt.of("Question " + index),
                    new Target.Text(List.of("fine")),
                    "task",
                    "g" + index,
                    PublishedSplit.NONE,
                    Map.of()))
        .toList();
  }

  private Lab answered() {
    Lab lab = new Lab(Database.open(folder.resolve("lab.duckdb")), Clock.systemUTC());
    lab.datasets()
        .add(
            new DatasetCard(
                "asked", "Asked", "test", "none", false, "t", List.of(), List.of(), "n"),
            samples(4));
    new ReplayRun(lab, List.of(GOOD, BAD), PRICES)
        .run(
            ReplaySpec.of("asked", List.of("good", "bad")),
            call ->
                new Reply(
                    new Completion.Completed(
                        call.candidate().id() + " answer", "", "stop", Usage.Tokens.measured(5, 5)),
                    new Latency.Unmeasured()),
            ReplayListener.silent());
    return lab;
  }

  private static JudgeRun.Result judge(
      Lab lab, UnaryOperator<String> judge, JudgeSpec spec, ReplaySpec limits) {
    try (StubProvider stub = new StubProvider(Duration.ZERO, judge, false);
        HttpUpstream upstream = new HttpUpstream()) {
      Endpoint endpoint =
          new Endpoint(
              Endpoint.Format.OPENAI,
              URI.create(stub.address() + "/v1"),
              Optional.of("STUB_KEY"),
              false,
              Endpoint.OutputLimit.MAX_TOKENS);
      ProviderClient client =
          new ProviderClient(
              upstream, endpoint, ApiKey.of("STUB_KEY", "sk-stub"), Clock.systemUTC());
      return new JudgeRun(lab, List.of(JUDGE), PRICES)
          .judge(spec, limits, client, ReplayListener.silent());
    }
  }

  private static ReplaySpec limits(JudgeSpec spec) {
    return ReplaySpec.of(spec.callsId(), List.of("judge"));
  }

  private static Grade latest(Lab lab, String candidate) {
    return new OutcomeReader(lab.database())
        .read("asked").stream()
            .filter(outcome -> outcome.candidateId().equals(candidate))
            .map(Outcome::grade)
            .findFirst()
            .orElseThrow();
  }

  @Test
  void scoresAreRecordedMeteredAndAskedForOnce() {
    JudgeSpec spec = new JudgeSpec("asked", "judge", JudgeSpec.USUAL_RUBRIC, Optional.empty());
    UnaryOperator<String> judge =
        prompt -> prompt.contains("good answer") ? "Right.\nScore: 10" : "Poor.\nScore: 4";
    try (Lab lab = answered()) {
      JudgeRun.Result first = judge(lab, judge, spec, limits(spec));
      assertThat(first.graded()).isEqualTo(8);
      assertThat(first.calls().progress().done()).isEqualTo(8);
      assertThat(first.calls().progress().spentNanoUsd()).isPositive();
      assertThat(latest(lab, "good"))
          .isInstanceOfSatisfying(
              Grade.Scored.class,
              grade -> {
                assertThat(grade.grader()).isEqualTo("judge-score/1 judge");
                assertThat(grade.value()).isEqualTo(1);
                assertThat(grade.nativeScore()).isEqualTo(10);
              });
      assertThat(((Grade.Scored) latest(lab, "bad")).value()).isEqualTo(3.0 / 9);
      JudgeRun.Result again = judge(lab, judge, spec, limits(spec));
      assertThat(again.calls().progress().done()).isZero();
      assertThat(again.graded()).isEqualTo(8);
      assertThat(new GradeRun(lab).grade("asked", Graders.standard()).graded()).isEqualTo(8);
      assertThat(latest(lab, "good").grader()).isEqualTo("text/2");
    }
  }

  @Test
  void aVerdictThatFollowsThePositionIsATie() {
    JudgeSpec spec = new JudgeSpec("asked", "judge", "truth", Optional.of("bad"));
    try (Lab lab = answered()) {
      JudgeRun.Result result = judge(lab, prompt -> "Verdict: A", spec, limits(spec));
      assertThat(result.graded()).isEqualTo(4);
      assertThat(result.swayed()).isEqualTo(4);
      assertThat(((Grade.Scored) latest(lab, "good")).value()).isEqualTo(0.5);
    }
  }

  @Test
  void theBetterAnswerWinsInBothOrders() {
    JudgeSpec spec = new JudgeSpec("asked", "judge", "truth", Optional.of("bad"));
    UnaryOperator<String> judge =
        prompt ->
            prompt.indexOf("good answer") < prompt.indexOf("bad answer")
                ? "Verdict: A"
                : "Verdict: B";
    try (Lab lab = answered()) {
      JudgeRun.Result result = judge(lab, judge, spec, limits(spec));
      assertThat(result.swayed()).isZero();
      assertThat(((Grade.Scored) latest(lab, "good")).value()).isEqualTo(1);
    }
  }

  @Test
  void theLimitOnSpendingHoldsAndWhatIsMissingIsUnscored() {
    JudgeSpec spec = new JudgeSpec("asked", "judge", "truth", Optional.empty());
    try (Lab lab = answered()) {
      JudgeRun.Result result =
          judge(lab, prompt -> "Score: 5", spec, limits(spec).withMaxSpendNanoUsd(3_000_000));
      assertThat(result.calls().ending()).isEqualTo(ReplayResult.Ending.SPEND_LIMIT);
      assertThat(result.unscored()).isEqualTo(8);
    }
  }

  private static Acceptance accepted(Lab lab) {
    OutcomeTable chain = CascadeRun.chain(lab.table("asked"), List.of("bad", "good"));
    return new AcceptanceReader(lab, chain, JudgeSpec.USUAL_RUBRIC).of("judge:judge");
  }

  @Test
  void aJudgeTakesAnswersInACascadeOnlyWhenItDidNotKnowTheRightOne() {
    JudgeSpec informed = new JudgeSpec("asked", "judge", JudgeSpec.USUAL_RUBRIC, Optional.empty());
    JudgeSpec blind =
        new JudgeSpec("asked", "judge", JudgeSpec.USUAL_RUBRIC, Optional.empty(), true);
    UnaryOperator<String> judge =
        prompt -> prompt.contains("<known right>") ? "Score: 10" : "Score: 4";
    try (Lab lab = answered()) {
      judge(lab, judge, informed, limits(informed));
      assertThatThrownBy(() -> accepted(lab)).hasMessageContaining("would judge itself");
      new GradeRun(lab).grade("asked", Graders.standard());
      assertThatThrownBy(() -> accepted(lab)).hasMessageContaining("was shown the right answers");
      judge(lab, judge, blind, limits(blind));
      assertThat(latest(lab, "bad").grader()).isEqualTo("judge-score/1 judge, blind");
      new GradeRun(lab).grade("asked", Graders.standard());
      assertThat(accepted(lab))
          .isInstanceOfSatisfying(
              Acceptance.OfAnswer.class,
              test -> {
                assertThat(test.scores()[0]).containsOnly(4);
                assertThat(test.addedUsd()[0]).isNotEmpty().doesNotContain(0);
              });
    }
  }

  @Test
  void nothingToJudgeIsAnError() {
    JudgeSpec spec = new JudgeSpec("asked", "judge", "truth", Optional.of("nobody"));
    try (Lab lab = answered()) {
      assertThatThrownBy(() -> judge(lab, prompt -> "Score: 5", spec, limits(spec)))
          .hasMessageContaining("Nothing to judge in asked");
    }
  }
}
