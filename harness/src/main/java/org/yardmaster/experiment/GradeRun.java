package org.yardmaster.experiment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Target;
import org.yardmaster.grade.Graders;
import org.yardmaster.load.BadInputException;
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
    return grade(datasetId, graders, Optional.empty());
  }

  /**
   * Judges all answers of a data set.
   *
   * @param source data set whose targets stand for prompts that have none here, where the prompts
   *     are the same: calls of a gateway that were made with known questions
   */
  public Result grade(String datasetId, Graders graders, Optional<String> source) {
    return lab.database().besideSnapshot(() -> judge(datasetId, graders, source));
  }

  private Result judge(String datasetId, Graders graders, Optional<String> source) {
    Map<String, Target> known = new HashMap<>();
    source.ifPresent(id -> learnTargets(id, known));
    Map<String, Target> targets = new HashMap<>();
    for (Sample sample : lab.datasets().samples(datasetId)) {
      targets.put(
          sample.id(),
          sample.target() instanceof Target.Labelled
              ? known.getOrDefault(sample.prompt().digest(), sample.target())
              : sample.target());
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
    append(grades);
    return result(judged, grades, outcomes.size() - judged.size());
  }

  private void learnTargets(String source, Map<String, Target> known) {
    lab.datasets().requireKnown(source);
    for (Sample sample : lab.datasets().samples(source)) {
      known.putIfAbsent(sample.prompt().digest(), sample.target());
    }
  }

  /**
   * Takes judgements that somebody else made.
   *
   * @param qualities by sample id
   * @throws BadInputException when none of the ids is known
   */
  public Result label(String datasetId, Map<String, Double> qualities) {
    return lab.database().besideSnapshot(() -> labelled(datasetId, qualities));
  }

  private Result labelled(String datasetId, Map<String, Double> qualities) {
    List<Outcome> outcomes = new OutcomeReader(lab.database()).read(datasetId);
    List<Outcome> judged =
        outcomes.stream().filter(outcome -> qualities.containsKey(outcome.sampleId())).toList();
    if (judged.isEmpty()) {
      throw new BadInputException(
          "None of the %,d labelled ids has an answer in data set (%s).%nMaybe another data set was meant; in an imported journal the ids are those of the requests."
              .formatted(qualities.size(), datasetId));
    }
    List<OutcomeStore.KeyedGrade> grades =
        judged.stream()
            .map(
                outcome ->
                    new OutcomeStore.KeyedGrade(
                        outcome.key(), grade(qualities.getOrDefault(outcome.sampleId(), 0.0))))
            .toList();
    append(grades);
    return result(judged, grades, outcomes.size() - judged.size());
  }

  private static Grade grade(double quality) {
    return new Grade.Scored("label/1", quality, quality, 0, 1, "", "a judgement from a file");
  }

  private void append(List<OutcomeStore.KeyedGrade> grades) {
    lab.database()
        .transaction(
            () -> {
              lab.outcomes().appendGrades(grades);
              return grades.size();
            });
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
