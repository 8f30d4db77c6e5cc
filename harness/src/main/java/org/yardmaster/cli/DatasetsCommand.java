package org.yardmaster.cli;

import picocli.CommandLine.Command;

/** {@code yardmaster datasets}. */
@Command(
    name = "datasets",
    synopsisSubcommandLabel = "VERB",
    description = "What data sets there are, where they come from, and what is wrong with them.",
    footer = {
      "",
      "Examples:",
      "  yardmaster datasets list --db lab.duckdb",
      "  yardmaster datasets show mmlu-pro",
      "  yardmaster datasets fetch mmlu-pro --cache downloads",
      "  yardmaster datasets validate --dataset routellm-mmlu --db lab.duckdb --json"
    },
    subcommands = {
      DatasetsListCommand.class,
      DatasetsShowCommand.class,
      DatasetsFetchCommand.class,
      DatasetsValidateCommand.class
    })
final class DatasetsCommand {}
