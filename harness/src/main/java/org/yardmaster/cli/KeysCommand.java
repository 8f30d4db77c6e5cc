package org.yardmaster.cli;

import picocli.CommandLine.Command;

/** {@code yardmaster keys}. */
@Command(
    name = "keys",
    synopsisSubcommandLabel = "VERB",
    description = "Clients' keys: who may call the gateway, for what, with how much money.",
    footer = {
      "",
      "Examples:",
      "  yardmaster keys create --label nightly --limit 5/day --ledger ledger.db",
      "  yardmaster keys create --label shop --prepaid --free 1 \\",
      "      --candidates small,large",
      "  yardmaster keys top-up key-0f3a9c 25 --ledger ledger.db",
      "  yardmaster keys rotate key-0f3a9c --grace 24h --ledger ledger.db",
      "  yardmaster keys revoke key-0f3a9c --ledger ledger.db",
      "  yardmaster keys list --ledger ledger.db",
      "  yardmaster keys list --ledger jdbc:postgresql://db.example/yardmaster",
      "",
      "A key is shown once, when it is created or rotated; the ledger keeps its",
      "SHA-256 only."
    },
    subcommands = {
      KeysCreateCommand.class,
      KeysRotateCommand.class,
      KeysRevokeCommand.class,
      KeysTopUpCommand.class,
      KeysListCommand.class
    })
final class KeysCommand {}
