package org.yardmaster.provider.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.PublishedSplit;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Target;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Fault;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.Usage;
import org.yardmaster.provider.Call;
import org.yardmaster.provider.ModelClient;
import org.yardmaster.provider.ModelClientContract;
import org.yardmaster.provider.Reply;

final class SimulatedClientTest extends ModelClientContract {
  private static final SimulatedCandidates CAST = SimulatedCandidates.standard();

  @Override
  protected ModelClient client() {
    return new SimulatedClient(CAST, List.of(SAMPLE), 1);
  }

  @Override
  protected Candidate candidate() {
    return CAST.candidates().getFirst();
  }

  private static List<Sample> choices(int count, String difficulty) {
    List<Sample> samples = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      samples.add(
          new Sample(
              "s" + index,
              Prompt.of("Question %d of the %s kind, A to D?".formatted(index, difficulty)),
              new Target.Choice('B'),
              "multi-step-reasoning",
              "g" + index,
              PublishedSplit.NONE,
              Map.of("difficulty", difficulty)));
    }
    return samples;
  }

  private static Reply ask(ModelClient client, Candidate candidate, Sample sample, int trial) {
    return client.call(new Call(candidate, sample.prompt(), trial, 4_000, Duration.ofMinutes(10)));
  }

  @Test
  void givesTheSameRepliesInAnyOrder() {
    List<Sample> samples = choices(60, "medium");
    ModelClient client = new SimulatedClient(CAST, samples, 7);
    List<Reply> forwards = samples.stream().map(s -> ask(client, candidate(), s, 0)).toList();
    samples.forEach(sample -> ask(client, candidate(), sample, 1));
    List<Reply> backwards =
        samples.reversed().stream().map(s -> ask(client, candidate(), s, 0)).toList();
    assertThat(backwards.reversed()).isEqualTo(forwards);
  }

  @Test
  void aSeedChangesTheReplies() {
    List<Sample> samples = choices(40, "medium");
    ModelClient one = new SimulatedClient(CAST, samples, 1);
    ModelClient two = new SimulatedClient(CAST, samples, 2);
    assertThat(samples.stream().map(s -> ask(one, candidate(), s, 0)).toList())
        .isNotEqualTo(samples.stream().map(s -> ask(two, candidate(), s, 0)).toList());
  }

  @Test
  void isRightAsOftenAsItsBehaviourSays() {
    List<Sample> samples = choices(3_000, "medium");
    SimulatedClient client = new SimulatedClient(CAST, samples, 11);
    SimulatedProfile profile = CAST.profiles().getLast();
    double expected =
        samples.stream()
            .mapToDouble(sample -> client.successProbability(sample, profile))
            .average()
            .orElseThrow();
    double right =
        samples.stream()
            .filter(s -> says(ask(client, profile.candidate(), s, 0), "answer is B."))
            .count();
    double mishaps = profile.mishaps().faults() + profile.mishaps().refusals();
    assertThat(right / samples.size())
        .isCloseTo(expected * (1 - mishaps), org.assertj.core.data.Offset.offset(0.03));
  }

  private static boolean says(Reply reply, String text) {
    return reply.completion() instanceof Completion.Completed completed
        && completed.text().contains(text);
  }

  @Test
  void easySamplesAreEasier() {
    SimulatedClient client = new SimulatedClient(CAST, List.of(), 1);
    SimulatedProfile profile = CAST.profiles().getFirst();
    assertThat(meanSuccess(client, profile, "easy"))
        .isGreaterThan(meanSuccess(client, profile, "medium"));
    assertThat(meanSuccess(client, profile, "medium"))
        .isGreaterThan(meanSuccess(client, profile, "hard"));
  }

  private static double meanSuccess(
      SimulatedClient client, SimulatedProfile profile, String difficulty) {
    return choices(200, difficulty).stream()
        .mapToDouble(sample -> client.successProbability(sample, profile))
        .average()
        .orElseThrow();
  }

  @Test
  void someCallsAreRefusedAndSomeFail() {
    List<Sample> samples = choices(3_000, "easy");
    ModelClient client = new SimulatedClient(CAST, samples, 5);
    Candidate candidate = CAST.candidates().getLast();
    List<Completion> completions =
        samples.stream().map(s -> ask(client, candidate, s, 0).completion()).toList();
    assertThat(completions.stream().filter(Completion.Refused.class::isInstance).count())
        .isBetween(5L, 45L);
    assertThat(completions.stream().filter(Completion.Failed.class::isInstance).count())
        .isBetween(1L, 25L);
  }

  @Test
  void usageIsMarkedAsEstimated() {
    Completion completion = client().call(call(SAMPLE.prompt(), 0)).completion();
    assertThat(completion.usage())
        .isInstanceOfSatisfying(
            Usage.Tokens.class, tokens -> assertThat(tokens.estimated()).isTrue());
  }

  @Test
  void cutsAnAnswerAtTheTokenLimit() {
    Reply reply =
        client().call(new Call(candidate(), SAMPLE.prompt(), 0, 3, Duration.ofMinutes(1)));
    assertThat(reply.completion())
        .isInstanceOfSatisfying(
            Completion.Completed.class,
            completed -> {
              assertThat(completed.finishReason()).isEqualTo("length");
              assertThat(completed.text()).hasSizeLessThanOrEqualTo(12);
            });
  }

  @Test
  void anAnswerAfterTheDeadlineIsATimeout() {
    Reply reply =
        client().call(new Call(candidate(), SAMPLE.prompt(), 0, 1_000, Duration.ofMillis(1)));
    assertThat(reply.completion())
        .isInstanceOfSatisfying(
            Completion.Failed.class, failed -> assertThat(failed.fault()).isEqualTo(Fault.TIMEOUT));
  }

  @Test
  void latencyIsMadeUpAndOrdered() {
    assertThat(client().call(call(SAMPLE.prompt(), 0)).latency())
        .isInstanceOf(Latency.Measured.class);
  }
}
