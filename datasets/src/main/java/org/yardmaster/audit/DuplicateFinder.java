package org.yardmaster.audit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.yardmaster.load.PromptGroup;
import org.yardmaster.provenance.Digest;

/**
 * Finds equal and similar texts among many by MinHash and locality-sensitive hashing (20 bands of 5
 * bins: a pair at similarity 0.8 becomes a candidate with probability above 0.999, one at 0.4 with
 * 0.19). Candidates are checked by their exact similarity, so nothing is reported that is not
 * similar. Needs about 250 bytes per text beside the texts, and time linear in their number: a text
 * is compared with at most {@value #WINDOW} others per band.
 *
 * <p>Written here because the MinHash libraries for the JVM are unmaintained or part of a search
 * engine.
 */
final class DuplicateFinder {
  private static final int WINDOW = 8;
  private static final double SLACK = 0.15;
  private static final long INDEX_MASK = 0xFFFFFFFFL;

  private DuplicateFinder() {}

  /** Texts that differ only in case, white space or Unicode form. */
  static Clusters exact(List<String> texts) {
    Clusters clusters = new Clusters(texts.size());
    long[] digests = new long[texts.size()];
    IntStream.range(0, texts.size())
        .parallel()
        .forEach(index -> digests[index] = digest(PromptGroup.normalised(texts.get(index))));
    joinEqual(digests, clusters);
    return clusters;
  }

  /** Texts that share their first characters after normalising; shorter texts share nothing. */
  static Clusters sameOpening(List<String> texts, int characters) {
    Clusters clusters = new Clusters(texts.size());
    long[] digests = new long[texts.size()];
    IntStream.range(0, texts.size())
        .parallel()
        .forEach(
            index -> {
              String text = PromptGroup.normalised(texts.get(index));
              digests[index] =
                  text.length() < characters
                      ? Shingles.mixed(index)
                      : digest(text.substring(0, characters));
            });
    joinEqual(digests, clusters);
    return clusters;
  }

  /** 63 bits: among a million texts two different ones agree with probability 1e-7. */
  private static long digest(String text) {
    return (long) (Digest.unitInterval(text) * 0x1.0p53);
  }

  private static void joinEqual(long[] digests, Clusters clusters) {
    Integer[] order = new Integer[digests.length];
    Arrays.setAll(order, index -> index);
    Arrays.parallelSort(order, (left, right) -> Long.compare(digests[left], digests[right]));
    for (int position = 1; position < order.length; position++) {
      if (digests[order[position - 1]] == digests[order[position]]) {
        clusters.join(order[position - 1], order[position]);
      }
    }
  }

  /**
   * Joins similar texts into the clusters of equal ones. A cluster is a chain: its ends may be less
   * similar than its neighbours.
   */
  static Clusters near(List<String> texts, Clusters exact, double similarity) {
    Clusters clusters = new Clusters(exact);
    int[] distinct =
        IntStream.range(0, texts.size()).filter(index -> exact.of(index) == index).toArray();
    byte[][] bytes = new byte[distinct.length][];
    int[][] bands = new int[Signature.BANDS][distinct.length];
    IntStream.range(0, distinct.length)
        .parallel()
        .forEach(
            index -> {
              String text = PromptGroup.normalised(texts.get(distinct[index]));
              Signature signature = Signature.of(text);
              bytes[index] = signature.bytes();
              for (int band = 0; band < Signature.BANDS; band++) {
                bands[band][index] = signature.bands()[band];
              }
            });
    for (int[] keys : bands) {
      joinSimilar(keys, bytes, distinct, texts, clusters, similarity);
    }
    return clusters;
  }

  private static void joinSimilar(
      int[] keys,
      byte[][] bytes,
      int[] distinct,
      List<String> texts,
      Clusters clusters,
      double similarity) {
    long[] order = new long[keys.length];
    Arrays.setAll(order, index -> ((long) keys[index] << 32) | index);
    Arrays.parallelSort(order);
    for (int position = 1; position < order.length; position++) {
      int index = (int) (order[position] & INDEX_MASK);
      for (int back = 1; back <= Math.min(WINDOW, position); back++) {
        long earlier = order[position - back];
        if (earlier >> 32 != order[position] >> 32) {
          break;
        }
        int other = (int) (earlier & INDEX_MASK);
        int left = distinct[index];
        int right = distinct[other];
        if (clusters.of(left) != clusters.of(right)
            && Signature.similarity(bytes[index], bytes[other]) >= similarity - SLACK
            && similarity(texts.get(left), texts.get(right)) >= similarity) {
          clusters.join(left, right);
        }
      }
    }
  }

  private static double similarity(String left, String right) {
    return Shingles.jaccard(PromptGroup.normalised(left), PromptGroup.normalised(right));
  }
}
