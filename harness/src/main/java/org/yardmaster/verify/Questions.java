package org.yardmaster.verify;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.yardmaster.decide.Constraints;
import org.yardmaster.decide.Policy;
import org.yardmaster.provenance.Digest;

/**
 * What an export is asked: real prompts, fuzzed ones, and wishes of every kind.
 *
 * @param real how many of them are prompts of a data set as they are
 */
public record Questions(List<Question> all, int real) {
  private static final long SEED = 20_260_701;

  public Questions {
    all = List.copyOf(all);
  }

  /**
   * Draws questions, always the same for the same arguments: at most two thirds real, the rest
   * fuzzed; every second one with wishes.
   *
   * @param texts routing texts of a data set; at least one
   */
  public static Questions draw(List<String> texts, Policy policy, int count) {
    if (texts.isEmpty() || count < 1) {
      throw new IllegalArgumentException(
          "%d prompts of %d: verifying needs at least one.".formatted(count, texts.size()));
    }
    List<String> shuffled = new ArrayList<>(texts);
    Collections.shuffle(shuffled, new Random(SEED));
    int real = Math.min(shuffled.size(), Math.max(1, count * 2 / 3));
    RandomGenerator random = new SplittableRandom(SEED);
    FuzzedTexts fuzzed = new FuzzedTexts(random, shuffled);
    List<Question> all = new ArrayList<>(count);
    for (int index = 0; index < count; index++) {
      String text = index < real ? shuffled.get(index) : fuzzed.next();
      all.add(new Question(text, index % 2 == 0 ? Constraints.NONE : wishes(random, policy)));
    }
    return new Questions(all, real);
  }

  /** SHA-256 of all texts and wishes. */
  public String digest() {
    StringBuilder texts = new StringBuilder();
    for (Question question : all) {
      ByteBuffer units = ByteBuffer.allocate(question.text().length() * Character.BYTES);
      units.asCharBuffer().put(question.text());
      texts
          .append(Digest.sha256Hex(units.array()))
          .append(question.constraints().costQualityTradeoff())
          .append(question.constraints().maxCostUsd())
          .append(question.constraints().allowed().stream().sorted().toList())
          .append('\n');
    }
    return Digest.sha256Hex(texts.toString());
  }

  private static Constraints wishes(RandomGenerator random, Policy policy) {
    Set<String> allowed = new HashSet<>();
    if (random.nextInt(3) == 0) {
      policy.candidates().stream()
          .filter(candidate -> random.nextBoolean())
          .forEach(candidate -> allowed.add(candidate.id()));
    }
    return new Constraints(
        random.nextInt(4) == 0 ? random.nextInt(11) : random.nextDouble() * 10,
        random.nextInt(6) == 0 ? random.nextDouble() : 0,
        random.nextInt(6) == 0 ? Math.exp(-4 - 8 * random.nextDouble()) : Double.POSITIVE_INFINITY,
        random.nextInt(8) == 0 ? 20 * random.nextDouble() : Double.POSITIVE_INFINITY,
        allowed);
  }
}
