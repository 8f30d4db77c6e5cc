package org.yardmaster.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.PublishedSplit;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Target;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.outcome.Completion;

/** What every {@link ModelClient} must do, whatever stands behind it. */
public abstract class ModelClientContract {
  protected static final Sample SAMPLE =
      new Sample(
          "one",
          Prompt.of("Which label fits best, calm or angry: 'I waited two hours for nothing!'"),
          new Target.Text(List.of("angry")),
          "classification",
          "one",
          PublishedSplit.NONE,
          Map.of());

  /** A client that answers {@link #SAMPLE} for {@link #candidate()}. */
  protected abstract ModelClient client();

  protected abstract Candidate candidate();

  protected Call call(Prompt prompt, int trial) {
    return new Call(candidate(), prompt, trial, 1_000, Duration.ofMinutes(5));
  }

  @Test
  void answersAPromptItCanAnswer() {
    Reply reply = client().call(call(SAMPLE.prompt(), 0));
    assertThat(reply.completion()).isInstanceOf(Completion.Completed.class);
  }

  @Test
  void reportsAFaultAsAValue() {
    Reply reply = client().call(call(Prompt.of("never seen before"), 0));
    assertThat(reply.completion()).isInstanceOf(Completion.Failed.class);
  }

  @Test
  void keepsAnInterruptedThreadInterrupted() {
    Thread.currentThread().interrupt();
    client().call(call(SAMPLE.prompt(), 0));
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void servesManyThreadsAtOnce() throws InterruptedException, ExecutionException {
    ModelClient client = client();
    Completion alone = client.call(call(SAMPLE.prompt(), 0)).completion();
    List<Future<Reply>> replies = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int index = 0; index < 100; index++) {
        replies.add(threads.submit(() -> client.call(call(SAMPLE.prompt(), 0))));
      }
    }
    for (Future<Reply> reply : replies) {
      assertThat(reply.get().completion()).isInstanceOf(alone.getClass());
    }
  }
}
