package org.yardmaster.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.yardmaster.provider.stub.StubProvider;

/** A policy is replaced while requests are decided: each has its choice from one policy. */
@Timeout(60)
final class PolicySwapTest {
  private static final int SWAPS = 10;
  private static final int CALLERS = 2;

  private record Choice(String policy, String candidate) {}

  @Test
  void everyRequestIsDecidedByOneOfTheTwoPolicies() throws Exception {
    try (StubProvider stub = new StubProvider();
        GatewayFixture gateway =
            new GatewayFixture(
                List.of(
                    new GatewayFixture.Member("one", stub.address()),
                    new GatewayFixture.Member("two", stub.address())),
                "admin: {port: 0}\n");
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
      Path other = gateway.folder.resolve("other.yard");
      Path first = Files.copy(gateway.policyFile, gateway.folder.resolve("first.yard"));
      Choice before = choice(gateway, "before");
      swap(other, gateway);
      Choice after = choice(gateway, "after");
      assertThat(List.of(before.candidate(), after.candidate())).containsExactly("one", "two");
      Queue<Choice> choices = new ConcurrentLinkedQueue<>();
      List<Future<?>> calls =
          IntStream.range(0, CALLERS)
              .<Future<?>>mapToObj(caller -> callers.submit(() -> call(gateway, caller, choices)))
              .toList();
      for (int swap = 0; swap < SWAPS; swap++) {
        swap(swap % 2 == 0 ? first : other, gateway);
        int least = choices.size() + 2 * CALLERS; // so each policy decides some
        while (choices.size() < least && calls.stream().noneMatch(Future::isDone)) {
          Thread.sleep(1);
        }
      }
      callers.shutdownNow();
      for (Future<?> call : calls) {
        call.get();
      }
      assertThat(choices).contains(before, after).allMatch(Set.of(before, after)::contains);
    }
  }

  private static void call(GatewayFixture gateway, int caller, Queue<Choice> choices) {
    for (int number = 0; !Thread.currentThread().isInterrupted() && number < 5_000; number++) {
      try {
        choices.add(choice(gateway, "question %d of %d".formatted(number, caller)));
      } catch (IllegalStateException interrupted) {
        return;
      }
    }
  }

  private static Choice choice(GatewayFixture gateway, String text) {
    GatewayFixture.Answer answer = gateway.chat("auto", text, "");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return new Choice(
        answer.header("x-yardmaster-policy"), answer.header("x-yardmaster-candidate"));
  }

  /** As whoever deploys a policy should: a file is whole from its first byte on. */
  private static void swap(Path policy, GatewayFixture gateway) throws IOException {
    Path whole = Files.copy(policy, gateway.folder.resolve("next.yard"));
    Files.move(
        whole,
        gateway.policyFile,
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    assertThat(gateway.reload().status()).isEqualTo(200);
  }
}
