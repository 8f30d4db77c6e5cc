package org.yardmaster.train;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.yardmaster.data.Sample;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.price.PriceBook;

/** Time and memory of one training on made-up outcomes; {@code .ci/train-speed} runs it. */
final class TrainSpeed {
  private static final int WORDS_PER_PROMPT = 60;
  private static final int VOCABULARY = 50_000;
  private static final int TASKS = 12;

  private TrainSpeed() {}

  public static void main(String[] arguments) {
    int prompts = Integer.parseInt(arguments[0]);
    int candidates = Integer.parseInt(arguments[1]);
    OutcomeTable table = table(prompts, candidates, new SplittableRandom(1));
    int[] rows = IntStream.range(0, prompts).toArray();
    long start = System.nanoTime();
    long processor = processorNanos();
    new PolicyTrainer(table, PriceBook.empty(), TrainSpec.STANDARD).train(rows, Map.of());
    System.out.printf(
        Locale.ROOT,
        "%,d prompts x %d candidates: %.1f s, %.1f s of processor, peak heap %,d MiB, %s%n",
        prompts,
        candidates,
        (System.nanoTime() - start) / 1e9,
        (processorNanos() - processor) / 1e9,
        peakHeapBytes() >> 20,
        ManagementFactory.getRuntimeMXBean().getVmVersion());
  }

  private static long processorNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** Garbage included: what the collector let the heap grow to. */
  private static long peakHeapBytes() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(MemoryUsage::getUsed)
        .sum();
  }

  /** Words by Zipf's law; a candidate's success depends on the prompt's task. */
  private static OutcomeTable table(int prompts, int candidates, SplittableRandom random) {
    List<Sample> samples =
        IntStream.range(0, prompts)
            .mapToObj(row -> Tables.sample(row, text(random), "task" + row % TASKS, "g" + row))
            .toList();
    double[][] quality = new double[candidates][prompts];
    double[][] usd = new double[candidates][prompts];
    double[][] tokens = new double[candidates][prompts];
    for (int candidate = 0; candidate < candidates; candidate++) {
      for (int row = 0; row < prompts; row++) {
        double chance = (1.0 + (candidate * 7 + row) % TASKS) / (TASKS + 1);
        quality[candidate][row] = random.nextDouble() < chance ? 1 : 0;
        tokens[candidate][row] = 20 + random.nextInt(200);
        usd[candidate][row] = 1e-5 * (candidate + 1) * tokens[candidate][row];
      }
    }
    return new OutcomeTable(
        "made-up",
        samples,
        IntStream.range(0, candidates).mapToObj(index -> Candidate.recorded("c" + index)).toList(),
        quality,
        usd,
        Arrays.stream(usd).map(column -> column.clone()).toArray(double[][]::new),
        Arrays.stream(tokens).map(column -> column.clone()).toArray(double[][]::new),
        tokens);
  }

  private static String text(SplittableRandom random) {
    return random
        .doubles(WORDS_PER_PROMPT)
        .mapToObj(place -> "word" + (int) Math.pow(VOCABULARY, place))
        .collect(Collectors.joining(" "));
  }
}
