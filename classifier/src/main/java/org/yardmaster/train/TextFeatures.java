package org.yardmaster.train;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.yardmaster.feature.FeatureSchema;

/** The features of a table's texts, read once per schema. Safe to use from several threads. */
final class TextFeatures {
  private static final FeatureSchema WIDE = new FeatureSchema(18);

  private final List<String> texts;
  private final Map<FeatureSchema, SparseRows> read = new ConcurrentHashMap<>();

  TextFeatures(List<String> texts) {
    this.texts = List.copyOf(texts);
  }

  SparseRows in(FeatureSchema schema) {
    return read.computeIfAbsent(schema, own -> SparseRows.of(own, texts));
  }

  /**
   * In few buckets where those keep most words apart and in many where they would not: one bucket
   * for two words costs quality, a large table costs time at serving.
   *
   * @param most binary logarithm of the buckets that are never exceeded
   * @param learnable whose words count; the others may not be looked at
   */
  SparseRows fitting(int most, int[] learnable) {
    if (most <= FeatureSchema.STANDARD.bucketBits()) {
      return in(new FeatureSchema(most));
    }
    SparseRows wide = in(new FeatureSchema(Math.min(most, WIDE.bucketBits())));
    return wide.distinctWords(learnable) > FeatureSchema.STANDARD.buckets() / 2
        ? wide
        : in(FeatureSchema.STANDARD);
  }
}
