package org.yardmaster.bench;

import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.yardmaster.decide.Calibration;
import org.yardmaster.decide.CandidateModel;
import org.yardmaster.decide.Heads;
import org.yardmaster.decide.Line;
import org.yardmaster.decide.ListPrice;
import org.yardmaster.decide.Policy;
import org.yardmaster.decide.WillingnessToPay;
import org.yardmaster.feature.FeatureSchema;

/**
 * A policy of the shipped schema with random weights: as fast or slow as a trained one of the same
 * shape, for any number of candidates.
 */
final class SyntheticPolicy {
  private static final int TASKS = 12;
  private static final int LARGEST_WEIGHT = 127;

  private SyntheticPolicy() {}

  static Policy of(int candidates) {
    SplittableRandom random = new SplittableRandom(candidates);
    FeatureSchema schema = FeatureSchema.STANDARD;
    int heads = candidates + TASKS;
    return new Policy(
        schema,
        IntStream.range(0, candidates).mapToObj(index -> model(index, random)).toList(),
        IntStream.range(0, TASKS).mapToObj("task%d"::formatted).toList(),
        heads(heads, schema.buckets(), random),
        heads(candidates, 0, random),
        new WillingnessToPay(0.02, new double[11]),
        Map.of("weights", "random"));
  }

  private static CandidateModel model(int index, SplittableRandom random) {
    return new CandidateModel(
        "candidate" + index,
        "none",
        "none",
        true,
        new ListPrice(true, random.nextLong(10_000_000_000L), random.nextLong(50_000_000_000L), 0),
        Calibration.IDENTITY,
        new Line(3, 0.25),
        Optional.of(new Line(0.3, 0.01)));
  }

  private static Heads heads(int heads, int buckets, SplittableRandom random) {
    return new Heads(
        heads,
        weights(heads * buckets, random),
        weights(heads * FeatureSchema.counterFeatures(), random),
        filled(heads, 1.0 / LARGEST_WEIGHT),
        filled(heads, 0.3 / LARGEST_WEIGHT),
        filled(heads, 0.5));
  }

  private static short[] weights(int count, SplittableRandom random) {
    short[] weights = new short[count];
    for (int index = 0; index < count; index++) {
      weights[index] = (short) random.nextInt(-LARGEST_WEIGHT, LARGEST_WEIGHT + 1);
    }
    return weights;
  }

  private static double[] filled(int count, double value) {
    return IntStream.range(0, count).mapToDouble(index -> value).toArray();
  }
}
