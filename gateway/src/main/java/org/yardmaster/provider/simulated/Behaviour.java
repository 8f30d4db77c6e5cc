package org.yardmaster.provider.simulated;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Target;

/**
 * When a simulated candidate is right: item response theory with two parameters and a floor for
 * guessing (Birnbaum, 1968).
 *
 * <pre>
 * P(right) = guess + (1 - guess) * sigmoid(discrimination * (ability - difficulty))
 * difficulty = base(label) + lengthWeight * clamp(log2(characters / 400), -2, 4) + residual
 * </pre>
 *
 * The residual is normal with standard deviation {@code residualSpread}, drawn once per prompt and
 * shared by all candidates.
 *
 * @param discrimination how sharply ability tells, per unit of ability
 * @param difficulty base difficulty per value of the label {@code difficulty}
 * @param lengthWeight difficulty per doubling of the prompt beyond 400 characters
 * @param residualSpread standard deviation of the residual
 * @param consistency share of trials in which a candidate repeats its usual result on a prompt
 *     instead of drawing anew; the probability of being right is the same for both
 * @param choiceGuess floor for multiple choice, in [0, 1)
 */
public record Behaviour(
    double discrimination,
    Map<String, Double> difficulty,
    double lengthWeight,
    double residualSpread,
    double consistency,
    double choiceGuess) {
  private static final String UNLABELLED = "medium";
  private static final double TYPICAL_CHARACTERS = 400;

  public Behaviour {
    difficulty = Collections.unmodifiableMap(new TreeMap<>(difficulty));
    if (!difficulty.containsKey(UNLABELLED)) {
      throw new IllegalArgumentException(
          "Difficulty (%s) needs a value for (%s), which also serves unlabelled samples."
              .formatted(difficulty.keySet(), UNLABELLED));
    }
    if (!(discrimination > 0
        && residualSpread >= 0
        && consistency >= 0
        && consistency <= 1
        && choiceGuess >= 0
        && choiceGuess < 1)) {
      throw new IllegalArgumentException(
          "Behaviour (discrimination %s, residualSpread %s, consistency %s, guess %s) is off range."
              .formatted(discrimination, residualSpread, consistency, choiceGuess));
    }
  }

  /**
   * How hard a sample is, on the scale of abilities.
   *
   * @param residual a standard normal draw that belongs to the prompt
   */
  public double difficultyOf(Sample sample, double residual) {
    String label = sample.labels().getOrDefault("difficulty", UNLABELLED);
    double base = difficulty.getOrDefault(label, difficulty.getOrDefault(UNLABELLED, 0.0));
    int characters = Math.max(1, sample.prompt().routingText().length());
    double doublings = StrictMath.log(characters / TYPICAL_CHARACTERS) / StrictMath.log(2);
    return base + lengthWeight * Math.clamp(doublings, -2, 4) + residualSpread * residual;
  }

  /** Probability of a right answer, in (0, 1). */
  public double successProbability(double ability, double difficulty, Target target) {
    double guess = target instanceof Target.Choice ? choiceGuess : 0;
    double known = 1 / (1 + StrictMath.exp(-discrimination * (ability - difficulty)));
    return guess + (1 - guess) * known;
  }
}
