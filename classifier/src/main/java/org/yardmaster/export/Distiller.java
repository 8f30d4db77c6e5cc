package org.yardmaster.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.yardmaster.data.Sample;
import org.yardmaster.decide.Constraints;
import org.yardmaster.decide.Decider;
import org.yardmaster.decide.Forecast;
import org.yardmaster.decide.Policy;

/**
 * Fits small rules to a policy: each rule serves the candidate with the largest utility that the
 * policy itself expects, summed over the prompts that reach the rule. So the rules lose as little
 * of the policy's expected utility as their form allows; no outcome is looked at.
 */
public final class Distiller {
  private static final int MOST_WORDS = 400;
  private static final int FEWEST_ROWS = 20;
  private static final int[] LENGTHS = {50, 100, 200, 400, 800, 1_600, 3_200, 6_400};

  private final List<Sample> samples;
  private final double[][] utility;
  private final int candidates;

  /**
   * Asks the policy about every sample.
   *
   * @param samples prompts to fit on; at least one
   */
  public Distiller(Policy policy, List<Sample> samples) {
    if (samples.isEmpty()) {
      throw new IllegalArgumentException("Rules cannot be fitted on no prompts.");
    }
    this.samples = List.copyOf(samples);
    this.candidates = policy.candidates().size();
    this.utility = new double[samples.size()][candidates];
    Decider decider = new Decider(policy);
    double usd = policy.rule().usd(Constraints.NONE);
    for (int row = 0; row < utility.length; row++) {
      Forecast forecast = decider.forecast(samples.get(row).prompt().routingText());
      for (int candidate = 0; candidate < candidates; candidate++) {
        utility[row][candidate] =
            forecast.success()[candidate] * usd - forecast.costUsd()[candidate];
      }
    }
  }

  /** One rule per task of the samples. */
  public Rules.TaskTable taskTable() {
    Map<String, BitSet> rows = new TreeMap<>();
    for (int row = 0; row < samples.size(); row++) {
      rows.computeIfAbsent(samples.get(row).task(), task -> new BitSet()).set(row);
    }
    Map<String, Rules.Outcome> tasks = new TreeMap<>();
    rows.forEach((task, members) -> tasks.put(task, outcome(sums(members))));
    return new Rules.TaskTable(tasks, outcome(sums(all())));
  }

  /**
   * The tree grown best split first (CART's greedy form with utility in place of impurity).
   *
   * @param mostLeaves at least 1
   */
  public Rules.Tree tree(int mostLeaves) {
    Map<TextTest, BitSet> tests = tests();
    List<Growing> leaves = new ArrayList<>(List.of(new Growing(all())));
    Growing root = leaves.getFirst();
    while (leaves.size() < mostLeaves) {
      leaves.forEach(leaf -> leaf.look(tests));
      Optional<Growing> best =
          leaves.stream()
              .filter(leaf -> leaf.gain > 0)
              .max(Comparator.comparingDouble(leaf -> leaf.gain));
      if (best.isEmpty()) {
        break;
      }
      leaves.remove(best.get());
      leaves.addAll(best.get().split(tests));
    }
    return new Rules.Tree(root.node());
  }

  /** Mean utility that the policy expects when the rules choose, in USD per prompt. */
  public double expectedUtility(Rules rules) {
    return IntStream.range(0, utility.length)
        .mapToDouble(row -> utility[row][rules.choose(samples.get(row))])
        .average()
        .orElse(0);
  }

  private BitSet all() {
    BitSet all = new BitSet(samples.size());
    all.set(0, samples.size());
    return all;
  }

  private Map<TextTest, BitSet> tests() {
    List<TextTest.Read> texts =
        samples.stream().map(sample -> TextTest.Read.of(sample.prompt().routingText())).toList();
    Map<String, Integer> frequency = new HashMap<>();
    texts.forEach(text -> text.words().forEach(word -> frequency.merge(word, 1, Integer::sum)));
    List<TextTest> tests = new ArrayList<>();
    Arrays.stream(LENGTHS).mapToObj(TextTest.LongerThan::new).forEach(tests::add);
    frequency.entrySet().stream()
        .filter(word -> word.getValue() >= FEWEST_ROWS && word.getKey().matches("[a-z]{2,20}"))
        .sorted(
            Map.Entry.<String, Integer>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST_WORDS)
        .map(word -> new TextTest.Word(word.getKey()))
        .forEach(tests::add);
    Map<TextTest, BitSet> holding = new java.util.LinkedHashMap<>();
    for (TextTest test : tests) {
      BitSet rows = new BitSet(texts.size());
      IntStream.range(0, texts.size()).filter(row -> test.holds(texts.get(row))).forEach(rows::set);
      holding.put(test, rows);
    }
    return holding;
  }

  private double[] sums(BitSet rows) {
    double[] sums = new double[candidates];
    for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
      for (int candidate = 0; candidate < candidates; candidate++) {
        sums[candidate] += utility[row][candidate];
      }
    }
    return sums;
  }

  private static Rules.Outcome outcome(double[] sums) {
    return new Rules.Outcome(
        IntStream.range(0, sums.length)
            .boxed()
            .sorted(Comparator.comparingDouble(candidate -> -sums[candidate]))
            .toList());
  }

  /** A leaf that may still be split. */
  private final class Growing {
    private final BitSet rows;
    private final double[] sums;
    private double gain = -1;
    private Optional<TextTest> test = Optional.empty();
    private List<Growing> parts = List.of();

    Growing(BitSet rows) {
      this.rows = rows;
      this.sums = sums(rows);
    }

    /** Finds the best test, once. */
    void look(Map<TextTest, BitSet> tests) {
      if (gain >= 0) {
        return;
      }
      gain = 0;
      double whole = largest(sums);
      double least = 1e-9 * Math.abs(whole);
      tests.forEach(
          (candidate, holding) -> {
            BitSet yes = (BitSet) rows.clone();
            yes.and(holding);
            int count = yes.cardinality();
            if (count >= FEWEST_ROWS && rows.cardinality() - count >= FEWEST_ROWS) {
              double[] left = sums(yes);
              double[] right = new double[left.length];
              Arrays.setAll(right, index -> sums[index] - left[index]);
              double found = largest(left) + largest(right) - whole;
              if (found > Math.max(gain, least)) {
                gain = found;
                test = Optional.of(candidate);
              }
            }
          });
    }

    List<Growing> split(Map<TextTest, BitSet> tests) {
      BitSet holding = tests.getOrDefault(test.orElseThrow(), new BitSet());
      BitSet yes = (BitSet) rows.clone();
      yes.and(holding);
      BitSet no = (BitSet) rows.clone();
      no.andNot(holding);
      parts = List.of(new Growing(yes), new Growing(no));
      return parts;
    }

    Rules.Node node() {
      return parts.isEmpty()
          ? new Rules.Node.Leaf(outcome(sums))
          : new Rules.Node.Branch(test.orElseThrow(), parts.get(0).node(), parts.get(1).node());
    }
  }

  private static double largest(double[] sums) {
    return Arrays.stream(sums).max().orElse(0);
  }
}
