package org.yardmaster.export;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.tribuo.Example;
import org.tribuo.impl.ArrayExample;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.yardmaster.decide.Policy;
import org.yardmaster.feature.Counter;
import org.yardmaster.feature.Features;

/**
 * The kernel's features as Tribuo examples: {@code word-000123} is how often bucket 123 occurs,
 * divided by the square root of all occurrences; {@code counter-0042} is 1 where a counter falls
 * into that bin.
 */
public final class TribuoFeatures {
  private TribuoFeatures() {}

  static String word(int bucket) {
    return "word-%07d".formatted(bucket);
  }

  static String counter(int row) {
    return "counter-%05d".formatted(row);
  }

  /**
   * Names of the model's dimensions, in sorted order: success of every candidate, then the tasks,
   * then the logarithm of every candidate's answer tokens.
   */
  public static List<String> dimensions(Policy policy) {
    List<String> names = new ArrayList<>();
    for (int index = 0; index < policy.candidates().size(); index++) {
      names.add("a%04d success %s".formatted(index, policy.candidates().get(index).id()));
    }
    for (int index = 0; index < policy.tasks().size(); index++) {
      names.add("b%04d task %s".formatted(index, policy.tasks().get(index)));
    }
    for (int index = 0; index < policy.candidates().size(); index++) {
      names.add("c%04d tokens %s".formatted(index, policy.candidates().get(index).id()));
    }
    return names;
  }

  /** The features of a text, as {@link org.yardmaster.feature.Featurizer} read them. */
  public static Example<Regressor> example(Features features) {
    TreeMap<Integer, Integer> buckets = new TreeMap<>();
    for (int index = 0; index < features.bucketCount(); index++) {
      buckets.merge(features.buckets()[index], 1, Integer::sum);
    }
    double norm = Math.sqrt(Math.max(1, features.bucketCount()));
    ArrayExample<Regressor> example =
        new ArrayExample<>(new RegressionFactory().getUnknownOutput());
    for (int counter = 0; counter < Counter.COUNT; counter++) {
      example.add(counter(features.counterFeature(counter)), 1);
    }
    buckets.forEach((bucket, count) -> example.add(word(bucket), count / norm));
    return example;
  }
}
