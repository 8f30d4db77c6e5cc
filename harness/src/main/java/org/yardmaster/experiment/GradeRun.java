package org.yardmaster.experiment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Target;
import org.yardmaster.grade.Graders;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Outcome;
import org.yardmaster.store.OutcomeReader;
import org.yardmaster.store.OutcomeStore;

/** Judges recorded answers again, without calling anybody; earlier grades are kept. */
public final class GradeRun {
  private final Lab lab;

  public GradeRun(Lab lab) {
    this.lab = lab;
  }

  /**
   * What a grading did.
   *
   * @param graded answers with a quality now
   * @param unscored answers that could not be judged, by reason
   * @param changed answers whose quality is another than before
   * @param kept answers whose labels came with the data or whose text was not published
   */
  public record Result(int graded, Map<String, Integer> unscored, int changed, int kept) {}

  /** Judges all answers of a data set; other processes read a snapshot meanwhile. */
  public Result grade(String datasetId, Graders graders) {
    return lab.database().besideSnapshot(() -> judge(datasetId, graders));
  }

  private Result judge(String datasetId, Graders graders) {
    Map<String, Target> targets = new HashMap<>();
    for (Sample sample : lab.datasets().samples(datasetId)) {
      targets.put(sample.id(), sample.target());
    }
    List<Outcome> outcomes = new OutcomeReader(lab.database()).read(datasetId);
    List<Outcome> judged =
        outcomes.stream()
            .filter(outcome -> Graders.judges(target(targets, outcome), outcome))
            .toList();
    List<OutcomeStore.KeyedGrade> grades =
        judged.parallelStream()
            .map(
                outcome ->
                    new OutcomeStore.KeyedGrade(
                        outcome.key(),
                        graders.grade(target(targets, outcome), outcome.completion())))
            .toList();
    lab.database()
        .transaction(
            () -> {
              lab.outcomes().appendGrades(grades);
              return grades.size();
            });
    return result(judged, grades, outcomes.size() - judged.size());
  }

  private static Target target(Map<String, Target> targets, Outcome outcome) {
    return targets.getOrDefault(outcome.sampleId(), new Target.Labelled());
  }

  private static Result result(
      List<Outcome> judged, List<OutcomeStore.KeyedGrade> grades, int kept) {
    int graded = 0;
    int changed = 0;
    Map<String, Integer> unscored = new TreeMap<>();
    for (int index = 0; index < grades.size(); index++) {
      switch (grades.get(index).grade()) {
        case Grade.Scored scored -> {
          graded++;
          changed += differs(judged.get(index).grade(), scored) ? 1 : 0;
        }
        case Grade.Unscored missing -> unscored.merge(missing.reason(), 1, Integer::sum);
      }
    }
    return new Result(graded, unscored, changed, kept);
  }

  private static boolean differs(Grade before, Grade.Scored now) {
    return !(before instanceof Grade.Scored scored) || scored.value() != now.value();
  }
}
