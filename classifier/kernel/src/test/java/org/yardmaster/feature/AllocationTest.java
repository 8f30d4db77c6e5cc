package org.yardmaster.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/**
 * Once its arrays have grown, reading a text of any script allocates nothing, compiled or not.
 * Without vectors: their code allocates until it has been compiled.
 */
class AllocationTest {
  private static final int READS = 2_000;
  private static final String[] TEXTS = {
    "Prove that 3 + 4 = 7.",
    "Erkl\u00e4re \u201eWahrscheinlichkeit\u201c in zwei S\u00e4tzen.",
    "\u8bf7\u8bc1\u660e\u52fe\u80a1\u5b9a\u7406\u3002 \ud83d\ude80",
    ""
  };
  private static final Features FEATURES =
      new Features(FeatureSchema.STANDARD, new ScalarCharacterClasses());

  /** Bytes per read, on the second of two rounds. */
  private static double allocated(IntConsumer read) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = 0;
    for (int at = 0; at < 2 * READS; at++) {
      if (at == READS) {
        before = threads.getCurrentThreadAllocatedBytes();
      }
      read.accept(at % TEXTS.length);
    }
    return (threads.getCurrentThreadAllocatedBytes() - before) / (double) READS;
  }

  @Test
  void readsTextWithoutAllocating() {
    assertThat(allocated(at -> Featurizer.read(TEXTS[at], FEATURES))).isLessThan(1);
  }

  @Test
  void readsUtf8WithoutAllocating() {
    byte[][] utf8 =
        Arrays.stream(TEXTS)
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    assertThat(allocated(at -> Featurizer.read(utf8[at], 0, utf8[at].length, FEATURES)))
        .isLessThan(1);
  }
}
