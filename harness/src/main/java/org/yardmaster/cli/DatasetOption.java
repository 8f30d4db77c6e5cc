package org.yardmaster.cli;

import picocli.CommandLine.Option;

/** {@code --dataset}: the one data set that a command works on. */
final class DatasetOption {
  @Option(
      names = "--dataset",
      required = true,
      paramLabel = "ID",
      description = "Data set, as `yardmaster datasets list` names it.")
  String id = "";
}
