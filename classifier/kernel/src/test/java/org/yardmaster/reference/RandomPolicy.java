package org.yardmaster.reference;

import java.util.List;
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

/** Policies with random weights, whose choices vary from text to text. */
public final class RandomPolicy {
  private RandomPolicy() {}

  /** Weights run from {@code -largest} to {@code largest}. */
  public static Policy of(int candidates, int tasks, int bucketBits, int largest, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    FeatureSchema schema = new FeatureSchema(bucketBits);
    int heads = candidates + tasks;
    List<CandidateModel> models =
        IntStream.range(0, candidates).mapToObj(index -> model(index, random)).toList();
    return new Policy(
        schema,
        models,
        IntStream.range(0, tasks).mapToObj("task%d"::formatted).toList(),
        new Heads(
            heads,
            weights(heads * schema.buckets(), random, largest),
            weights(heads * FeatureSchema.counterFeatures(), random, largest),
            filled(heads, 1.0 / largest),
            filled(heads, 0.3 / largest),
            filled(heads, 0.5)),
        new Heads(
            candidates,
            new short[0],
            weights(candidates * FeatureSchema.counterFeatures(), random, largest),
            filled(candidates, 0),
            filled(candidates, 0.3 / largest),
            filled(candidates, 5)),
        new WillingnessToPay(0.02, new double[11]),
        Map.of("why", "test"));
  }

  private static CandidateModel model(int index, SplittableRandom random) {
    return new CandidateModel(
        "candidate" + index,
        "nobody",
        "none",
        true,
        new ListPrice(true, random.nextLong(10_000_000_000L), random.nextLong(50_000_000_000L), 0),
        new Calibration(1.1, -0.2),
        new Line(3, 0.25),
        Optional.of(new Line(0.3, 0.01)));
  }

  private static short[] weights(int count, SplittableRandom random, int largest) {
    short[] weights = new short[count];
    for (int index = 0; index < count; index++) {
      weights[index] = (short) random.nextInt(-largest, largest + 1);
    }
    return weights;
  }

  private static double[] filled(int count, double value) {
    return IntStream.range(0, count).mapToDouble(index -> value).toArray();
  }
}
