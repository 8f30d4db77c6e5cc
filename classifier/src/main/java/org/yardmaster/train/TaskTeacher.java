package org.yardmaster.train;

import java.util.HashMap;
import java.util.Map;
import org.yardmaster.outcome.OutcomeTable;

/**
 * Smooths outcomes before they are learned from: a single right or wrong answer is mostly chance,
 * what a candidate usually achieves on that task is not. Every outcome is moved part of the way
 * towards its task's mean, which training knows and serving need not (learning with privileged
 * information: arXiv 1511.03643). The smoothing lives in the learned weights; deciding pays nothing
 * for it. A table of one task has nothing to teach and is left alone.
 */
final class TaskTeacher {
  /** A task's mean counts as if so many more of its prompts had given the candidate's mean. */
  private static final double PRIOR_PROMPTS = 10;

  private final OutcomeTable table;
  private final double share;

  TaskTeacher(OutcomeTable table, double share) {
    this.table = table;
    this.share = share;
  }

  /** Smoothed quality of one candidate, by the table's rows; only the given rows are filled. */
  double[] targets(int candidate, int[] rows) {
    double[] quality = table.quality(candidate);
    double[] target = quality.clone();
    Map<String, Mean> tasks = new HashMap<>();
    Mean all = new Mean();
    for (int row : rows) {
      tasks.computeIfAbsent(task(row), name -> new Mean()).add(quality[row]);
      all.add(quality[row]);
    }
    if (tasks.size() > 1) {
      for (int row : rows) {
        double usual = tasks.getOrDefault(task(row), all).towards(all.value(), PRIOR_PROMPTS);
        target[row] = (1 - share) * quality[row] + share * usual;
      }
    }
    return target;
  }

  private String task(int row) {
    return table.samples().get(row).task();
  }

  private static final class Mean {
    private double sum;
    private int count;

    void add(double value) {
      sum += value;
      count++;
    }

    double value() {
      return sum / count;
    }

    double towards(double prior, double weight) {
      return (sum + weight * prior) / (count + weight);
    }
  }
}
