package org.yardmaster.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yardmaster.data.DatasetCard;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.PublishedSplit;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Target;
import org.yardmaster.grade.Graders;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.Outcome;
import org.yardmaster.outcome.Usage;
import org.yardmaster.store.Database;

class GradeRunTest {
  private static Outcome outcome(String sample, Grade grade) {
    return new Outcome(
        "set",
        sample,
        "one",
        0,
        new Completion.Completed("4", "", "stop", Usage.Tokens.measured(5, 1)),
        grade,
        new Cost.Known(1),
        new Latency.Unmeasured());
  }

  @Test
  void answersThatCameWithoutALabelAreJudgedAndLabelsStay(@TempDir Path folder) {
    try (Lab lab = new Lab(Database.open(folder.resolve("lab.duckdb")), Clock.systemUTC())) {
      lab.outcomes().addCandidates(List.of(Candidate.recorded("one")));
      lab.datasets()
          .add(
              new DatasetCard(
                  "set", "Set", "here", "none", false, "tests", List.of(), List.of(), "by group"),
              List.of("bare", "labelled").stream()
                  .map(
                      id ->
                          new Sample(
                              id,
                              Prompt.of("2 + 2 of " + id),
                              new Target.Text(List.of("4")),
                              "adding",
                              id,
                              PublishedSplit.NONE,
                              Map.of()))
                  .toList());
      lab.outcomes()
          .append(
              List.of(
                  outcome("bare", new Grade.Unscored("published", "no label per answer")),
                  outcome("labelled", Grade.Scored.published(0))));
      GradeRun.Result result = new GradeRun(lab).grade("set", Graders.standard());
      assertThat(result.graded()).isEqualTo(1);
      assertThat(result.kept()).isEqualTo(1);
      assertThat(lab.table("set").quality(0)).containsExactly(1, 0);
    }
  }
}
