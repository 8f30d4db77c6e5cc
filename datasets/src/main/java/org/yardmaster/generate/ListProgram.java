package org.yardmaster.generate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A small program over a list of numbers, run here so that its result can be asked for. */
record ListProgram(List<Step> steps, End end) {

  /** In the order of the wordings under {@code steps}. */
  enum Operation {
    EVEN,
    GREATER,
    TIMES,
    PLUS,
    REVERSE,
    DROP,
    DISTINCT,
    SORT
  }

  /** In the order of the wordings under {@code ends}. */
  enum End {
    SUM,
    COUNT,
    SPREAD
  }

  record Step(Operation operation, int k) {
    List<Integer> apply(List<Integer> numbers) {
      return switch (operation) {
        case EVEN -> numbers.stream().filter(number -> number % 2 == 0).toList();
        case GREATER -> numbers.stream().filter(number -> number > k).toList();
        case TIMES -> numbers.stream().map(number -> number * k).toList();
        case PLUS -> numbers.stream().map(number -> number + k).toList();
        case REVERSE -> {
          List<Integer> reversed = new ArrayList<>(numbers);
          Collections.reverse(reversed);
          yield reversed;
        }
        case DROP -> numbers.stream().skip(k).toList();
        case DISTINCT -> numbers.stream().distinct().toList();
        case SORT -> numbers.stream().sorted().toList();
      };
    }
  }

  int run(List<Integer> numbers) {
    List<Integer> left = numbers;
    for (Step step : steps) {
      left = step.apply(left);
    }
    return switch (end) {
      case SUM -> left.stream().mapToInt(Integer::intValue).sum();
      case COUNT -> left.size();
      case SPREAD -> left.isEmpty() ? 0 : Collections.max(left) - Collections.min(left);
    };
  }
}
