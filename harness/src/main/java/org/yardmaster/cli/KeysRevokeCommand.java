package org.yardmaster.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.yardmaster.ledger.ClientKey;
import org.yardmaster.ledger.Ledger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code yardmaster keys revoke}. */
@Command(
    name = "revoke",
    description = "Ends a key with all its tokens, at once and for ever.",
    footer = {"", "Example:", "  yardmaster keys revoke key-0f3a9c --ledger ledger.db"})
final class KeysRevokeCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin LedgerOption ledger = new LedgerOption();
  @Mixin JsonOption json = new JsonOption();

  @Parameters(index = "0", paramLabel = "ID", description = "Id of the key.")
  String id = "";

  @Override
  public Integer call() {
    ClientKey key;
    try (Ledger open = ledger.open()) {
      key = open.keys().revoke(id, Instant.now());
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        json.wanted
            ? JsonOption.pretty(KeyText.asJson(key))
            : "revoked %s (%s)".formatted(key.id(), key.label()));
    out.flush();
    return 0;
  }
}
