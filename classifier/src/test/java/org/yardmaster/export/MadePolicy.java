package org.yardmaster.export;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.yardmaster.decide.Calibration;
import org.yardmaster.decide.CandidateModel;
import org.yardmaster.decide.Heads;
import org.yardmaster.decide.Line;
import org.yardmaster.decide.ListPrice;
import org.yardmaster.decide.Policy;
import org.yardmaster.decide.WillingnessToPay;
import org.yardmaster.feature.FeatureSchema;

/** A policy of pseudo-random weights whose choices depend on every part of a text. */
public final class MadePolicy {
  private static final int BUCKET_BITS = 10;

  private MadePolicy() {}

  /** The same for the same seed. */
  public static Policy of(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    FeatureSchema schema = new FeatureSchema(BUCKET_BITS);
    List<String> tasks = List.of("code", "prose", "sums");
    List<CandidateModel> candidates =
        List.of(
            candidate("small", 100, Optional.empty()),
            candidate("middle", 700, Optional.of(new Line(0.5, 0.01))),
            candidate("large", 5_000, Optional.of(new Line(1, 0.02))));
    int heads = candidates.size() + tasks.size();
    return new Policy(
        schema,
        candidates,
        tasks,
        heads(heads, schema.buckets(), 2e-3, 2e-4, random),
        heads(candidates.size(), 0, 1, 5e-5, random),
        new WillingnessToPay(
            0.01, new double[] {1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 0}),
        Map.of("dataset", "made", "version", "0.1.0"));
  }

  private static CandidateModel candidate(String id, long price, Optional<Line> latency) {
    return new CandidateModel(
        id,
        "provider",
        "model-" + id,
        false,
        new ListPrice(true, price * 1_000_000, price * 4_000_000, 10),
        new Calibration(1.5, 0.25),
        new Line(3, 0.25),
        latency);
  }

  private static Heads heads(
      int heads, int buckets, double wordScale, double counterScale, SplittableRandom random) {
    return new Heads(
        heads,
        shorts(heads, buckets, random),
        shorts(heads, FeatureSchema.counterFeatures(), random),
        filled(heads, wordScale),
        filled(heads, counterScale),
        filled(heads, 0.5));
  }

  private static double[] filled(int size, double value) {
    double[] values = new double[size];
    java.util.Arrays.fill(values, value);
    return values;
  }

  /** Every third row is empty, as in a trained policy. */
  private static short[] shorts(int heads, int rows, SplittableRandom random) {
    short[] values = new short[heads * rows];
    for (int at = 0; at < values.length; at++) {
      values[at] = (short) ((at / heads) % 3 == 0 ? 0 : random.nextInt(-2000, 2001));
    }
    return values;
  }
}
