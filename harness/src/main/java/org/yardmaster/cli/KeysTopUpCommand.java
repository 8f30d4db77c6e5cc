package org.yardmaster.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.yardmaster.ledger.ClientKey;
import org.yardmaster.ledger.Ledger;
import org.yardmaster.price.Usd;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code yardmaster keys top-up}. */
@Command(
    name = "top-up",
    description = "Adds prepaid money to a prepaid key.",
    footer = {"", "Example:", "  yardmaster keys top-up key-0f3a9c 25 --ledger ledger.db"})
final class KeysTopUpCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin LedgerOption ledger = new LedgerOption();
  @Mixin JsonOption json = new JsonOption();

  @Parameters(index = "0", paramLabel = "ID", description = "Id of the key.")
  String id = "";

  @Parameters(index = "1", paramLabel = "USD", description = "How much, such as 25 or 0.50.")
  String amount = "";

  @Override
  public Integer call() {
    long nanoUsd = WrongUse.value(spec, () -> Usd.nano(amount));
    ClientKey key;
    try (Ledger open = ledger.open()) {
      key = open.keys().topUp(id, nanoUsd, Instant.now());
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        json.wanted
            ? JsonOption.pretty(KeyText.asJson(key))
            : "%s (%s): %s".formatted(key.id(), key.label(), KeyText.money(key)));
    out.flush();
    return 0;
  }
}
