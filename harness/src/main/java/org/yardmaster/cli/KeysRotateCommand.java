package org.yardmaster.cli;

import java.time.Instant;
import java.util.concurrent.Callable;
import org.yardmaster.ledger.IssuedKey;
import org.yardmaster.ledger.Ledger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code yardmaster keys rotate}. */
@Command(
    name = "rotate",
    description = "A new token for the same key; terms, limits and usage stay.",
    footer = {"", "Example:", "  yardmaster keys rotate key-0f3a9c --grace 24h"})
final class KeysRotateCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin LedgerOption ledger = new LedgerOption();
  @Mixin JsonOption json = new JsonOption();

  @Parameters(index = "0", paramLabel = "ID", description = "Id of the key.")
  String id = "";

  @Option(
      names = "--grace",
      paramLabel = "TIME",
      description = "How long the old token still works, such as 24h (default: not at all).")
  String grace = "0s";

  @Override
  public Integer call() {
    Instant now = Instant.now();
    IssuedKey issued;
    try (Ledger open = ledger.open()) {
      issued = open.keys().rotate(id, now.plus(KeyText.duration(grace)), now);
    }
    KeyText.printIssued(spec, json, issued);
    return 0;
  }
}
