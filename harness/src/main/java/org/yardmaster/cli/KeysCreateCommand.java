package org.yardmaster.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.yardmaster.budget.LimitText;
import org.yardmaster.ledger.Billing;
import org.yardmaster.ledger.IssuedKey;
import org.yardmaster.ledger.KeyTerms;
import org.yardmaster.ledger.Ledger;
import org.yardmaster.price.Usd;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yardmaster keys create}. */
@Command(
    name = "create",
    description = "A new key. It is printed once and stored nowhere.",
    footer = {
      "",
      "Examples:",
      "  yardmaster keys create --label nightly --limit 5/day \\",
      "      --limit '1/hour model=large'",
      "  yardmaster keys create --label shop --prepaid --free 1 --expires 90d",
      "",
      "A limit is an amount in USD, a period (minute, hour, day, month, total), and any",
      "selectors (model=, provider=, task=, tag=; * for each value)."
    })
final class KeysCreateCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin LedgerOption ledger = new LedgerOption();
  @Mixin JsonOption json = new JsonOption();

  @Option(names = "--label", required = true, paramLabel = "TEXT", description = "Whose it is.")
  String label = "";

  @Option(
      names = "--candidates",
      split = ",",
      paramLabel = "ID",
      description = "Candidates it may be served by (default: all).")
  Set<String> candidates = Set.of();

  @Option(
      names = "--routes",
      split = ",",
      paramLabel = "ROUTE",
      description =
          "Endpoints it may call: chat, messages, responses, embeddings (default: all). Every key"
              + " may list the models; who may chat may call /v1/route too.")
  Set<String> routes = Set.of();

  @Option(
      names = "--limit",
      paramLabel = "LIMIT",
      description = "Hard limit of this key; may be repeated.")
  List<String> limits = List.of();

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "Whose calendar the limits go by (default: UTC).")
  ZoneId zone = ZoneOffset.UTC;

  @Option(
      names = "--expires",
      paramLabel = "TIME",
      description = "When it ends: 90d, 12h, or an instant such as 2027-01-01T00:00:00Z.")
  Optional<String> expires = Optional.empty();

  @Option(names = "--prepaid", description = "Spends only its free allowance and top-ups.")
  boolean prepaid;

  @Option(
      names = "--free",
      paramLabel = "USD",
      description = "What it may spend without paying, once.")
  Optional<String> free = Optional.empty();

  @Override
  public Integer call() {
    Instant now = Instant.now();
    KeyTerms terms = WrongUse.value(spec, () -> terms(now));
    IssuedKey issued;
    try (Ledger open = ledger.openOrCreate()) {
      issued = open.keys().create(label, terms, now);
    }
    KeyText.printIssued(spec, json, issued);
    return 0;
  }

  private KeyTerms terms(Instant now) {
    return new KeyTerms(
        candidates,
        KeyText.knownRoutes(routes),
        limits.stream().map(text -> LimitText.read(text, zone)).toList(),
        expires.map(text -> KeyText.end(text, now)),
        prepaid ? Billing.PREPAID : Billing.METERED,
        free.map(Usd::nano).orElse(0L));
  }
}
