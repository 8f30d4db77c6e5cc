package org.yardmaster.journal;

import java.util.Arrays;
import java.util.List;
import org.yardmaster.feature.FeatureSchema;
import org.yardmaster.feature.Features;
import org.yardmaster.feature.Featurizer;
import org.yardmaster.outcome.LoggedCall.FeatureVector;

/** The kernel's features as they are logged. */
public final class JournalFeatures {
  private JournalFeatures() {}

  /** What a policy of that schema reads out of a routing text. */
  public static FeatureVector of(CharSequence routingText, FeatureSchema schema) {
    Features features = new Features(schema);
    Featurizer.read(routingText, features);
    List<Integer> buckets =
        Arrays.stream(features.buckets(), 0, features.bucketCount()).boxed().toList();
    List<Integer> counters = Arrays.stream(features.counters()).boxed().toList();
    return new FeatureVector(FeatureSchema.VERSION, schema.bucketBits(), buckets, counters);
  }
}
