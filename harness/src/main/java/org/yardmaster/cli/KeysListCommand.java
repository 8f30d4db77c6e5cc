package org.yardmaster.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.yardmaster.budget.LimitText;
import org.yardmaster.ledger.ClientKey;
import org.yardmaster.ledger.Ledger;
import org.yardmaster.ledger.UsageTotals;
import org.yardmaster.price.Usd;
import org.yardmaster.table.Cell;
import org.yardmaster.table.Column;
import org.yardmaster.table.Row;
import org.yardmaster.table.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code yardmaster keys list}. */
@Command(
    name = "list",
    description = "All keys with their terms and what they spent.",
    footer = {"", "Example:", "  yardmaster keys list --ledger ledger.db"})
final class KeysListCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin LedgerOption ledger = new LedgerOption();
  @Mixin JsonOption json = new JsonOption();
  @Mixin ScreenOptions screen = new ScreenOptions();

  @Override
  public Integer call() {
    List<ClientKey> keys;
    UsageTotals totals = new UsageTotals(List.of(UsageTotals.Column.KEY), ZoneOffset.UTC);
    try (Ledger open = ledger.open()) {
      keys = open.keys().list();
      open.usage().read(Instant.EPOCH, Instant.MAX, totals);
    }
    Map<String, Long> spent = new HashMap<>();
    totals.list().forEach(one -> spent.merge(one.group().getFirst(), one.costNanoUsd(), Long::sum));
    PrintWriter out = spec.commandLine().getOut();
    if (json.wanted) {
      out.println(JsonOption.pretty(asJson(keys, spent)));
    } else if (keys.isEmpty()) {
      out.printf("No key in %s.%nMaybe make one: yardmaster keys create --help%n", ledger.place);
    } else {
      out.print(screen.render(table(keys, spent, Instant.now())));
    }
    out.flush();
    return 0;
  }

  private static ObjectNode asJson(List<ClientKey> keys, Map<String, Long> spent) {
    ObjectNode root = JsonOption.object();
    ArrayNode list = root.putArray("keys");
    keys.forEach(
        key -> list.add(KeyText.asJson(key).put("spentNanoUsd", spent.getOrDefault(key.id(), 0L))));
    return root;
  }

  private static Table table(List<ClientKey> keys, Map<String, Long> spent, Instant now) {
    return new Table(
        "keys",
        "",
        List.of(
            Column.text("id"),
            Column.text("label"),
            Column.text("key"),
            Column.text("state"),
            Column.text("money"),
            Column.number("spent"),
            Column.text("limits"),
            Column.text("scopes")),
        keys.stream()
            .map(
                key ->
                    Row.of(
                        Cell.text(key.id()),
                        Cell.text(key.label()),
                        Cell.text(key.prefix() + "…"),
                        Cell.text(state(key, now)),
                        Cell.text(KeyText.money(key)),
                        Cell.text(Usd.text(spent.getOrDefault(key.id(), 0L))),
                        Cell.text(
                            String.join(
                                "; ",
                                key.terms().limits().stream().map(LimitText::write).toList())),
                        Cell.text(scopes(key))))
            .toList());
  }

  private static String state(ClientKey key, Instant now) {
    if (key.revokedAt().isPresent()) {
      return "revoked";
    }
    return key.terms()
        .expiresAt()
        .map(end -> (end.isAfter(now) ? "until " : "expired ") + end)
        .orElse("active");
  }

  private static String scopes(ClientKey key) {
    String candidates = String.join(",", key.terms().candidates());
    String routes = String.join(",", key.terms().routes());
    return "%s via %s"
        .formatted(
            candidates.isEmpty() ? "any candidate" : candidates,
            routes.isEmpty() ? "any route" : routes);
  }
}
