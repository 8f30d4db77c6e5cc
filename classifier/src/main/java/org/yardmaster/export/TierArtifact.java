package org.yardmaster.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What LiteLLM's {@code heuristic_v2} classifier learns from: how often each of four tiers gave a
 * right answer, over all prompts, by request type and by cohort. A tier's probability is the mean
 * over all prompts, drawn towards it first by request type and then by cohort with prior masses,
 * and no lower than a lower tier's; the first tier that reaches the threshold serves (formulas of
 * LiteLLM's {@code complexity_router/tier_predictor.py}).
 *
 * @param everywhere one count per tier
 * @param types by request type, one count per tier
 * @param cohorts by cohort, one count per tier
 * @param threshold probability from which a tier is good enough, in [0, 1]
 */
record TierArtifact(
    List<Count> everywhere,
    Map<String, List<Count>> types,
    Map<String, List<Count>> cohorts,
    double threshold) {
  static final int TIERS = 4;

  /** Theirs: a request type counts as if so many of its prompts had gone as all prompts do. */
  private static final double TYPE_MASS = 200;

  /** Theirs: the same for a cohort within its request type. */
  private static final double COHORT_MASS = 20;

  TierArtifact {
    if (everywhere.size() != TIERS) {
      throw new IllegalArgumentException("Expected %d tiers.".formatted(TIERS));
    }
    everywhere = List.copyOf(everywhere);
    types = java.util.Collections.unmodifiableMap(new TreeMap<>(types));
    cohorts = java.util.Collections.unmodifiableMap(new TreeMap<>(cohorts));
  }

  /** Right answers among observed ones. */
  record Count(long successes, long observations) {
    static final Count NONE = new Count(0, 0);

    Count {
      if (successes < 0 || successes > observations) {
        throw new IllegalArgumentException(
            "%d successes of %d observations".formatted(successes, observations));
      }
    }

    private double towards(double prior, double mass) {
      return (successes + mass * prior) / (observations + mass);
    }
  }

  /** The same counts with another threshold. */
  TierArtifact with(double otherThreshold) {
    return new TierArtifact(everywhere, types, cohorts, otherThreshold);
  }

  /** Probability of a right answer by tier, rising. */
  double[] probabilities(Cohort cohort) {
    double[] probability = new double[TIERS];
    double best = 0;
    for (int tier = 0; tier < TIERS; tier++) {
      Count all = everywhere.get(tier);
      double mean = (all.successes() + 1.0) / (all.observations() + 2.0);
      mean = of(types, cohort.requestType(), tier).towards(mean, TYPE_MASS);
      best = Math.max(best, of(cohorts, cohort.name(), tier).towards(mean, COHORT_MASS));
      probability[tier] = best;
    }
    return probability;
  }

  private static Count of(Map<String, List<Count>> counts, String key, int tier) {
    List<Count> found = counts.get(key);
    return found == null ? Count.NONE : found.get(tier);
  }

  /** The tier that serves a prompt of this cohort, from 0. */
  int tier(Cohort cohort) {
    double[] probability = probabilities(cohort);
    return IntStream.range(0, TIERS)
        .filter(tier -> probability[tier] >= threshold)
        .findFirst()
        .orElse(TIERS - 1);
  }

  /** As LiteLLM reads it; tiers count from 1 there, and a count of nothing is left out. */
  ObjectNode json() {
    ObjectNode root =
        GatewayFile.object()
            .put("schema_version", 1)
            .put("routing_threshold", threshold)
            .put("domain_prior_mass", TYPE_MASS)
            .put("cohort_prior_mass", COHORT_MASS);
    ArrayNode global = root.putArray("global_statistics");
    addCounts(global, "", "", everywhere);
    ArrayNode domain = root.putArray("domain_statistics");
    types.forEach((type, counts) -> addCounts(domain, "request_type", type, counts));
    ArrayNode cohort = root.putArray("cohort_statistics");
    cohorts.forEach((name, counts) -> addCounts(cohort, "cohort", name, counts));
    return root;
  }

  private static void addCounts(ArrayNode array, String key, String value, List<Count> counts) {
    for (int tier = 0; tier < TIERS; tier++) {
      Count count = counts.get(tier);
      if (count.observations() > 0) {
        ObjectNode entry = array.addObject().put("tier", tier + 1);
        if (!key.isEmpty()) {
          entry.put(key, value);
        }
        entry.put("successes", count.successes()).put("observations", count.observations());
      }
    }
  }
}
