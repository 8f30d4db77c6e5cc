package org.yardmaster.experiment;

import java.util.List;
import org.yardmaster.evaluate.Designs;
import org.yardmaster.outcome.OutcomeTable;

/** How prompts that were not learned from are obtained. */
public enum Design {
  /** Every prompt is held out once, at random by group. */
  FOLDS("folds"),
  /** Every task is held out once. */
  LEAVE_ONE_TASK_OUT("leave-one-task-out"),
  /** Every data set is held out once. */
  LEAVE_ONE_DATASET_OUT("leave-one-dataset-out"),
  /** The last three tenths of the rows are held out; rows are in the order of time. */
  TIME("time"),
  /** A candidate of which few outcomes are known joins the others. */
  NEW_CANDIDATE("new-candidate");

  private static final double TIME_SHARE = 0.7;

  private final String id;

  Design(String id) {
    this.id = id;
  }

  /** As written on the command line. */
  @Override
  public String toString() {
    return id;
  }

  /**
   * The parts of a design over one table.
   *
   * @throws IllegalArgumentException when the design needs more than one table can tell, or would
   *     leave nothing to learn from
   */
  List<Designs.Fold> parts(OutcomeTable table, int folds) {
    List<Designs.Fold> parts =
        switch (this) {
          case FOLDS, NEW_CANDIDATE -> Designs.folds(table, folds);
          case LEAVE_ONE_TASK_OUT -> Designs.leaveOneTaskOut(table);
          case TIME -> List.of(Designs.timeSplit(table, TIME_SHARE));
          case LEAVE_ONE_DATASET_OUT ->
              throw new IllegalArgumentException(
                  "Design (%s) needs several data sets; found %s alone.\nMaybe name more of them: --dataset one,two."
                      .formatted(id, table.datasetId()));
        };
    return teachable(table, parts);
  }

  /** Refuses parts that leave nothing to learn from. */
  List<Designs.Fold> teachable(OutcomeTable table, List<Designs.Fold> parts) {
    for (Designs.Fold part : parts) {
      if (part.train().length == 0) {
        throw new IllegalArgumentException(
            "Design (%s) leaves nothing of %s to learn from when %s is held out.\nMaybe %s."
                .formatted(
                    id,
                    table.datasetId(),
                    part.name(),
                    this == LEAVE_ONE_DATASET_OUT
                        ? "the others hold the same prompts; name data sets that differ"
                        : "its prompts form one task or one group; try --design folds"));
      }
    }
    return parts;
  }

  /** Whether its parts have a meaning of their own, so that each is judged by itself too. */
  boolean meaningfulParts() {
    return switch (this) {
      case LEAVE_ONE_TASK_OUT, LEAVE_ONE_DATASET_OUT -> true;
      case FOLDS, TIME, NEW_CANDIDATE -> false;
    };
  }

  /** Whether it asks how many folds there are. */
  public boolean folded() {
    return switch (this) {
      case FOLDS, NEW_CANDIDATE -> true;
      case LEAVE_ONE_TASK_OUT, LEAVE_ONE_DATASET_OUT, TIME -> false;
    };
  }

  String words(int folds) {
    return switch (this) {
      case FOLDS, NEW_CANDIDATE -> folds + "-fold out-of-fold";
      case LEAVE_ONE_TASK_OUT, LEAVE_ONE_DATASET_OUT -> id;
      case TIME -> "time split, the last 30 % of rows judged";
    };
  }
}
