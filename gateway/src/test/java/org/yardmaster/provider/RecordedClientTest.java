package org.yardmaster.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Fault;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.Outcome;
import org.yardmaster.outcome.Usage;

final class RecordedClientTest extends ModelClientContract {
  private static final Completion ANSWER =
      new Completion.Completed("angry", "", "stop", Usage.Tokens.measured(20, 1));

  @Override
  protected ModelClient client() {
    return new RecordedClient(List.of(SAMPLE), List.of(outcome(0, ANSWER)));
  }

  @Override
  protected Candidate candidate() {
    return Candidate.recorded("model-a");
  }

  private static Outcome outcome(int trial, Completion completion) {
    return new Outcome(
        "set",
        "one",
        "model-a",
        trial,
        completion,
        new Grade.Unscored("none", "not graded"),
        new Cost.Known(5),
        new Latency.Measured(7, 3));
  }

  @Test
  void givesBackAnswerAndLatencyAsRecorded() {
    assertThat(client().call(call(SAMPLE.prompt(), 0)))
        .isEqualTo(new Reply(ANSWER, new Latency.Measured(7, 3)));
  }

  @Test
  void saysThatATrialWasNotRecorded() {
    Completion miss = client().call(call(SAMPLE.prompt(), 1)).completion();
    assertThat(miss)
        .isInstanceOfSatisfying(
            Completion.Failed.class,
            failed -> {
              assertThat(failed.fault()).isEqualTo(Fault.NOT_RECORDED);
              assertThat(failed.message()).contains("model-a").contains("trial 1");
            });
  }

  @Test
  void doesNotReplayFailures() {
    Completion failure = new Completion.Failed(Fault.TIMEOUT, "late", Usage.Tokens.measured(0, 0));
    RecordedClient client = new RecordedClient(List.of(SAMPLE), List.of(outcome(0, failure)));
    assertThat(client.call(call(SAMPLE.prompt(), 0)).completion())
        .isInstanceOfSatisfying(
            Completion.Failed.class,
            failed -> assertThat(failed.fault()).isEqualTo(Fault.NOT_RECORDED));
  }

  @Test
  void refusesOutcomesOfUnknownSamples() {
    assertThatThrownBy(() -> new RecordedClient(List.of(), List.of(outcome(0, ANSWER))))
        .hasMessageContaining("sample (one)");
  }
}
