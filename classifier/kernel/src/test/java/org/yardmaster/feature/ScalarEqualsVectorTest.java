package org.yardmaster.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What serves without the Vector API reads the same. */
class ScalarEqualsVectorTest {
  private static final Features SCALAR =
      new Features(FeatureSchema.STANDARD, new ScalarCharacterClasses());
  private static final Features BEST = new Features(FeatureSchema.STANDARD);

  @Test
  void onRandomAsciiOfEveryLength() {
    SplittableRandom random = new SplittableRandom(11);
    for (int length = 0; length < 3_000; length++) {
      StringBuilder text = new StringBuilder();
      for (int at = 0; at < length; at++) {
        text.append((char) (random.nextInt(4) == 0 ? random.nextInt(0x80) : 'a' + at % 7));
      }
      Featurizer.read(text, SCALAR);
      Featurizer.read(text, BEST);
      assertThat(SCALAR.counters()).as(text.toString()).isEqualTo(BEST.counters());
      assertThat(buckets(SCALAR)).as(text.toString()).isEqualTo(buckets(BEST));
    }
  }

  private static int[] buckets(Features features) {
    return Arrays.copyOf(features.buckets(), features.bucketCount());
  }

  @Test
  void binsGrowByQuartersOfADoubling() {
    int before = 0;
    for (int count = 0; count < 300_000; count++) {
      int bin = FeatureSchema.bin(count);
      int expected = count;
      if (count >= 8) {
        int exponent = 31 - Integer.numberOfLeadingZeros(count);
        expected = Math.min(63, 8 + 4 * (exponent - 3) + ((count >>> (exponent - 2)) & 3));
      }
      assertThat(bin).as("%d", count).isEqualTo(expected).isGreaterThanOrEqualTo(before);
      before = bin;
    }
    assertThat(FeatureSchema.bin(Integer.MAX_VALUE)).isEqualTo(63);
  }
}
