package org.yardmaster.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.yardmaster.data.DatasetCard;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.PublishedSplit;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Target;
import org.yardmaster.experiment.Lab;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.Outcome;
import org.yardmaster.outcome.Usage;
import org.yardmaster.store.Database;

/** A small database: the cheap candidate can add, the dear one can add and spell. */
final class ToyLab {
  static final String ID = "toy";

  private ToyLab() {}

  static Path create(Path folder, int prompts) {
    return create(folder, prompts, ID);
  }

  /** Data sets of the given ids over the same candidates, each with prompts of its own. */
  static Path create(Path folder, int prompts, String... ids) {
    Path file = folder.resolve("toy.duckdb");
    try (Lab lab = new Lab(Database.open(file), Clock.systemUTC())) {
      lab.outcomes()
          .addCandidates(List.of(Candidate.recorded("cheap"), Candidate.recorded("dear")));
      for (String id : ids) {
        fill(lab, id, prompts);
      }
    }
    return file;
  }

  private static void fill(Lab lab, String id, int prompts) {
    SplittableRandom random = new SplittableRandom(id.hashCode());
    List<Sample> samples = new ArrayList<>();
    List<Outcome> outcomes = new ArrayList<>();
    for (int index = 0; index < prompts; index++) {
      boolean adding = index % 2 == 0;
      String name = id + "-" + index;
      String text =
          adding ? "Add %d and %d.".formatted(index, index + 7) : "Spell word %s.".formatted(name);
      samples.add(sample(name, text, adding ? "adding" : "spelling"));
      outcomes.add(outcome(id, name, "cheap", random.nextDouble() < (adding ? 0.9 : 0.2), 1_000));
      outcomes.add(outcome(id, name, "dear", random.nextDouble() < 0.9, 10_000));
    }
    lab.datasets()
        .add(
            new DatasetCard(
                id, "Toy", "here", "Apache-2.0", false, "tests", List.of(), List.of(), "by group"),
            samples);
    lab.outcomes().append(outcomes);
  }

  private static Sample sample(String name, String text, String task) {
    return new Sample(
        name,
        Prompt.of(text),
        new Target.Text(List.of("4")),
        task,
        name,
        PublishedSplit.NONE,
        Map.of());
  }

  private static Outcome outcome(
      String dataset, String sample, String candidate, boolean right, long nano) {
    return new Outcome(
        dataset,
        sample,
        candidate,
        0,
        new Completion.Completed("4", "", "stop", Usage.Tokens.measured(5, 1)),
        Grade.Scored.published(right ? 1 : 0),
        new Cost.Known(nano),
        new Latency.Unmeasured());
  }
}
