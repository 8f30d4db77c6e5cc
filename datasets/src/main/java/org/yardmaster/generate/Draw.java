package org.yardmaster.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What a generator is given for one item: its own random stream, and the difficulty and language
 * asked for. Only {@link RandomGenerator#nextLong()} is drawn, so that an item depends on nothing
 * but the stream.
 */
record Draw(RandomGenerator random, Difficulty difficulty, Language language) {

  /** A whole number between both bounds, inclusive. */
  int between(int least, int most) {
    return least + (int) Math.floorMod(random.nextLong(), (long) most - least + 1);
  }

  boolean chance(int percent) {
    return between(1, 100) <= percent;
  }

  <T> T byDifficulty(T easy, T medium, T hard) {
    return switch (difficulty) {
      case EASY -> easy;
      case MEDIUM -> medium;
      case HARD -> hard;
    };
  }

  <T> T pick(List<T> choices) {
    return choices.get(between(0, choices.size() - 1));
  }

  /** Distinct elements in random order. */
  <T> List<T> several(List<T> choices, int count) {
    return shuffled(choices).subList(0, count);
  }

  <T> List<T> shuffled(List<T> values) {
    List<T> order = new ArrayList<>(values);
    for (int last = order.size() - 1; last > 0; last--) {
      int other = between(0, last);
      T moved = order.get(last);
      order.set(last, order.get(other));
      order.set(other, moved);
    }
    return order;
  }
}
