package org.yardmaster.server;

import java.util.List;
import org.yardmaster.decide.Policy;
import org.yardmaster.feature.FeatureSchema;

/** A policy as large as a trained one, for measurements. */
public final class SpeedPolicy {
  private SpeedPolicy() {}

  /** Candidates from the best and dearest to the cheapest. */
  public static Policy of(List<String> ids) {
    return GatewayFixture.policy(ids, FeatureSchema.STANDARD);
  }
}
