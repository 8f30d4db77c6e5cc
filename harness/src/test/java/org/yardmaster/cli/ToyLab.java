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
        fill(lab, id, prompts, id, id);
      }
    }
    return file;
  }

  /** The same prompts and outcomes under another data set id, in groups of the given name. */
  static void copy(Path file, String id, String other, String groups) {
    try (Lab lab = new Lab(Database.open(file), Clock.systemUTC())) {
      fill(lab, other, lab.table(id).sampleCount(), id, groups);
    }
  }

  /** The cheap candidate answers everything again, right every time. */
  static void repeat(Path file, String id) {
    try (Lab lab = new Lab(Database.open(file), Clock.systemUTC())) {
      lab.outcomes()
          .append(
              lab.table(id).samples().stream()
                  .map(sample -> outcome(id, sample.id(), "cheap", 1, true, 1_000))
                  .toList());
    }
  }

  private static void fill(Lab lab, String id, int prompts, String words, String groups) {
    SplittableRandom random = new SplittableRandom(words.hashCode());
    List<Sample> samples = new ArrayList<>();
    List<Outcome> outcomes = new ArrayList<>();
    for (int index = 0; index < prompts; index++) {
      boolean adding = index % 2 == 0;
      String name = id + "-" + index;
      String text =
          adding
              ? "Add %d and %d."
                  .formatted(index + Math.floorMod(words.hashCode(), 1_000) * 1_000, index + 7)
              : "Spell word %s-%d.".formatted(words, index);
      samples.add(sample(name, text, adding ? "adding" : "spelling", groups + "-" + index));
      outcomes.add(
          outcome(id, name, "cheap", 0, random.nextDouble() < (adding ? 0.9 : 0.2), 1_000));
      outcomes.add(outcome(id, name, "dear", 0, random.nextDouble() < 0.9, 10_000));
    }
    lab.datasets()
        .add(
            new DatasetCard(
                id, "Toy", "here", "Apache-2.0", false, "tests", List.of(), List.of(), "by group"),
            samples);
    lab.outcomes().append(outcomes);
  }

  private static Sample sample(String name, String text, String task, String group) {
    return new Sample(
        name,
        Prompt.of(text),
        new Target.Text(List.of("4")),
        task,
        group,
        PublishedSplit.NONE,
        Map.of());
  }

  private static Outcome outcome(
      String dataset, String sample, String candidate, int trial, boolean right, long nano) {
    return new Outcome(
        dataset,
        sample,
        candidate,
        trial,
        new Completion.Completed("4", "", "stop", Usage.Tokens.measured(5, 1)),
        Grade.Scored.published(right ? 1 : 0),
        new Cost.Known(nano),
        new Latency.Unmeasured());
  }
}
