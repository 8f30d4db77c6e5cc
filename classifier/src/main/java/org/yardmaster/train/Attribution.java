package org.yardmaster.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yardmaster.decide.Policy;
import org.yardmaster.feature.FeatureSchema;

/**
 * What a policy listens to, over many texts.
 *
 * @param feature a word, a pair of words, or a counter's name
 * @param texts in how many texts it occurred
 * @param meanPush mean push towards the candidate over those texts, in log-odds
 * @param weight mean absolute push over all texts: how much it matters altogether
 */
public record Attribution(String feature, int texts, double meanPush, double weight) {

  /** All features of the given texts, the weightiest first; overlong texts are left out. */
  public static List<Attribution> of(
      Policy policy, List<String> texts, int candidate, int against) {
    Map<String, double[]> sums = new TreeMap<>();
    for (String text : texts) {
      if (text.length() <= FeatureSchema.WINDOW) {
        for (Explanation.Push push : Explanation.of(policy, text, candidate, against).pushes()) {
          double[] sum = sums.computeIfAbsent(name(push.feature()), name -> new double[3]);
          sum[0]++;
          sum[1] += push.logOdds();
          sum[2] += Math.abs(push.logOdds());
        }
      }
    }
    List<Attribution> all = new ArrayList<>();
    sums.forEach(
        (feature, sum) ->
            all.add(
                new Attribution(feature, (int) sum[0], sum[1] / sum[0], sum[2] / texts.size())));
    all.sort(Comparator.comparingDouble(attribution -> -attribution.weight()));
    return all;
  }

  /** A counter's name without its value. */
  private static String name(String feature) {
    return feature.startsWith("'") ? feature : feature.substring(0, feature.indexOf('='));
  }
}
