package org.yardmaster.audit;

import java.util.Map;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.PublishedSplit;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Target;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.Outcome;
import org.yardmaster.outcome.Usage;

/** Small samples and outcomes to audit. */
final class Samples {
  private Samples() {}

  static Sample sample(String id, String text, PublishedSplit split) {
    return new Sample(
        id, Prompt.of(text), new Target.Labelled(), "task", "group-" + id, split, Map.of());
  }

  static Sample sample(String id, String task, String group, Map<String, String> labels) {
    return new Sample(
        id, Prompt.of(id), new Target.Labelled(), task, group, PublishedSplit.NONE, labels);
  }

  static Outcome outcome(String sample, int trial, Usage usage, Grade grade, long nanoUsd) {
    return new Outcome(
        "set",
        sample,
        "model",
        trial,
        new Completion.Completed("x", "", "", usage),
        grade,
        new Cost.Known(nanoUsd),
        new Latency.Measured(1, 1));
  }
}
