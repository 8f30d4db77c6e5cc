package org.yardmaster.train;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yardmaster.decide.Heads;
import org.yardmaster.decide.Policy;
import org.yardmaster.feature.Counter;
import org.yardmaster.feature.FeatureSchema;
import org.yardmaster.feature.Features;
import org.yardmaster.feature.Featurizer;

/**
 * Why a policy thinks that one candidate is likelier right than another on one text: the words and
 * counters that pushed, in log-odds. {@code constant} and all pushes add up to the difference of
 * the two log-odds. Texts longer than {@link FeatureSchema#WINDOW} are not explained.
 *
 * @param candidate id of the one spoken of
 * @param against id of the one it is compared with
 * @param constant what is there before a word is read
 * @param pushes largest first, whichever way they push; positive speaks for {@code candidate}
 */
public record Explanation(String candidate, String against, double constant, List<Push> pushes) {
  private static final Pattern TOKEN =
      Pattern.compile("[0-9A-Za-z\\u00c0-\\u1fff]{1,32}|[\\u2e80-\\ud7ff]");

  public Explanation {
    requireNonNull(candidate, "candidate is null");
    requireNonNull(against, "against is null");
    pushes = List.copyOf(pushes);
  }

  /** One word, pair of words or counter, and its push in log-odds. */
  public record Push(String feature, double logOdds) {}

  /** Explains what the policy expects of two of its candidates, by index. */
  public static Explanation of(Policy policy, String text, int candidate, int against) {
    Features features = new Features(policy.schema());
    Featurizer.read(text, features);
    if (text.length() > FeatureSchema.WINDOW) {
      throw new IllegalArgumentException(
          "Text of %d characters is read in parts; explain one of at most %d."
              .formatted(text.length(), FeatureSchema.WINDOW));
    }
    Weights first = new Weights(policy, candidate, features.bucketCount());
    Weights second = new Weights(policy, against, features.bucketCount());
    Map<String, Double> pushes = new LinkedHashMap<>();
    List<String> names = names(text);
    for (int at = 0; at < features.bucketCount(); at++) {
      int bucket = features.buckets()[at];
      pushes.merge(names.get(at), first.word(bucket) - second.word(bucket), Double::sum);
    }
    for (Counter counter : Counter.values()) {
      int feature = features.counterFeature(counter.ordinal());
      String name =
          "%s=%d"
              .formatted(
                  counter.name().toLowerCase(Locale.ROOT), features.counters()[counter.ordinal()]);
      pushes.put(name, first.counter(feature) - second.counter(feature));
    }
    return new Explanation(
        policy.candidates().get(candidate).id(),
        policy.candidates().get(against).id(),
        first.constant() - second.constant(),
        sorted(pushes));
  }

  private static List<Push> sorted(Map<String, Double> pushes) {
    List<Push> sorted = new ArrayList<>();
    pushes.forEach((feature, logOdds) -> sorted.add(new Push(feature, logOdds)));
    sorted.sort(Comparator.comparingDouble(push -> -Math.abs(push.logOdds())));
    return sorted;
  }

  /** Names of the word features, in the featurizer's order: words, then pairs. */
  private static List<String> names(String text) {
    List<String> names = new ArrayList<>();
    List<String> pairs = new ArrayList<>();
    String before = "";
    Matcher tokens = TOKEN.matcher(text);
    while (tokens.find()) {
      String token = "'%s'".formatted(tokens.group());
      names.add(token);
      if (!before.isEmpty()) {
        pairs.add(before + " " + token);
      }
      before = token;
    }
    names.addAll(pairs);
    return names;
  }

  /** One candidate's weights in log-odds, for a text of so many word features. */
  private record Weights(Policy policy, int head, int wordFeatures) {
    private double slope() {
      return policy.candidates().get(head).calibration().slope();
    }

    double constant() {
      return slope() * policy.words().bias()[head]
          + policy.candidates().get(head).calibration().intercept();
    }

    double word(int bucket) {
      Heads heads = policy.words();
      return slope()
          * heads.wordScale()[head]
          * heads.wordWeights()[bucket * heads.heads() + head]
          / Math.sqrt(wordFeatures);
    }

    double counter(int feature) {
      Heads heads = policy.words();
      return slope()
          * heads.counterScale()[head]
          * heads.counterWeights()[feature * heads.heads() + head];
    }
  }
}
