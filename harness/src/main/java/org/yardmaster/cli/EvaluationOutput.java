package org.yardmaster.cli;

import java.io.PrintWriter;
import org.yardmaster.evaluate.Evaluation;
import org.yardmaster.page.EvaluationTables;

/** A judgement on a screen: its tables first, the verdict last. */
final class EvaluationOutput {
  private final PrintWriter out;
  private final ScreenOptions screen;

  EvaluationOutput(PrintWriter out, ScreenOptions screen) {
    this.out = out;
    this.screen = screen;
  }

  void tables(Evaluation evaluation) {
    EvaluationTables tables = new EvaluationTables(evaluation, "");
    out.println(screen.render(tables.candidates()));
    out.println(screen.render(tables.policies()));
  }

  void verdict(Evaluation evaluation, String runId) {
    evaluation.notes().forEach(note -> out.printf("note: %s%n", note));
    out.printf("%s: %s%n", evaluation.verdict().id(), evaluation.verdictSentence());
    out.printf("run: %s%n", runId);
  }
}
