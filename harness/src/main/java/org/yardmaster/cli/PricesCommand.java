package org.yardmaster.cli;

import picocli.CommandLine.Command;

/** {@code yardmaster prices}. */
@Command(
    name = "prices",
    synopsisSubcommandLabel = "VERB",
    description = "Dated list prices, and costs computed again from recorded tokens.",
    footer = {
      "",
      "Examples:",
      "  yardmaster prices import model_prices_2026-07-24.json --db lab.duckdb",
      "  yardmaster prices list --db lab.duckdb",
      "  yardmaster prices reprice --dataset bfcl --db lab.duckdb"
    },
    subcommands = {PricesImportCommand.class, PricesListCommand.class, PricesRepriceCommand.class})
final class PricesCommand {}
