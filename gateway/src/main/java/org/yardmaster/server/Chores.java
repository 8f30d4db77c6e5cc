package org.yardmaster.server;

import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;

/** What a gateway does now and then, each on its own thread so that none delays another. */
final class Chores implements AutoCloseable {
  /** One of them. */
  record Chore(String name, Duration every, Runnable work) {}

  private final List<Thread> threads;

  /**
   * Starts them; each for the first time after its first pause.
   *
   * @param faults hears of chores that failed; they go on
   */
  Chores(List<Chore> chores, BiConsumer<String, RuntimeException> faults) {
    this.threads =
        chores.stream()
            .map(
                chore ->
                    Thread.ofVirtual()
                        .name("gateway-" + chore.name())
                        .start(() -> repeat(chore, faults)))
            .toList();
  }

  private static void repeat(Chore chore, BiConsumer<String, RuntimeException> faults) {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Thread.sleep(chore.every());
        chore.work().run();
      } catch (InterruptedException stop) {
        return;
      } catch (RuntimeException fault) {
        faults.accept(chore.name(), fault);
      }
    }
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
  }
}
