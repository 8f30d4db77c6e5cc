package org.yardmaster.cli;

import org.yardmaster.evaluate.EvaluationSpec;
import picocli.CommandLine.Option;

/** {@code --margin}: by what a judgement calls two qualities equal. */
final class MarginOption {
  @Option(
      names = "--margin",
      paramLabel = "Q",
      converter = Ranges.Margin.class,
      defaultValue = "0.01",
      description =
          "Quality that may be lost and still count as equal (default: ${DEFAULT-VALUE}).")
  double value = 0.01;

  EvaluationSpec spec() {
    return EvaluationSpec.STANDARD.withMargin(value);
  }
}
