package org.yardmaster.server;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yardmaster.budget.AccountBalance;
import org.yardmaster.config.ServingCandidate;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.UsageRecord;
import org.yardmaster.routing.Plan;

/** One HTML page without scripts: who serves, what limits stand at, the last decisions. */
final class StatusPage {
  private static final String STYLE =
      "body{font:15px"
          + " system-ui,sans-serif;margin:2rem;max-width:75rem}table{border-collapse:collapse;margin:.5rem"
          + " 0 2rem}td,th{padding:.25rem .75rem;text-align:left;border-bottom:1px solid"
          + " #ddd}td.n{text-align:right;font-variant-numeric:tabular-nums}";

  private StatusPage() {}

  static String of(
      GatewayState state, List<CallEvent> calls, List<AccountBalance> balances, Instant now) {
    StringBuilder page =
        new StringBuilder("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">");
    page.append("<title>Yardmaster</title><style>").append(STYLE).append("</style>");
    page.append("<h1>Yardmaster</h1><p>Policy <code>")
        .append(state.router().digest(), 0, 12)
        .append("</code>, ")
        .append(now)
        .append(state.router().policy().simulated() ? ", <b>simulated candidates</b>" : "")
        .append("</p>");
    candidates(page, state, calls);
    balances(page, balances);
    decisions(page, calls);
    return page.append("</html>").toString();
  }

  private static void candidates(StringBuilder page, GatewayState state, List<CallEvent> calls) {
    Map<String, long[]> sums = new TreeMap<>();
    for (CallEvent call : calls) {
      call.record()
          .ifPresent(
              record -> {
                long[] sum =
                    sums.computeIfAbsent(record.served().candidate(), unused -> new long[3]);
                sum[0]++;
                sum[1] += nano(record.cost());
                sum[2] += call.totalNanos() / 1_000_000;
              });
    }
    head(
        page,
        "Candidates (last " + calls.size() + " requests)",
        List.of("candidate", "provider", "circuit", "served", "USD", "mean ms"));
    for (ServingCandidate candidate : state.router().fleet().all()) {
      long[] sum = sums.getOrDefault(candidate.id(), new long[3]);
      row(
          page,
          List.of(
              candidate.id() + (candidate.candidate().simulated() ? " (simulated)" : ""),
              candidate.candidate().provider(),
              candidate.circuit().state().name().toLowerCase(java.util.Locale.ROOT),
              Long.toString(sum[0]),
              usd(sum[1]),
              sum[0] == 0 ? "" : Long.toString(sum[2] / sum[0])));
    }
    page.append("</table>");
  }

  private static void balances(StringBuilder page, List<AccountBalance> balances) {
    if (balances.isEmpty()) {
      return;
    }
    head(page, "Limits", List.of("limit", "spent USD", "held USD", "cap USD"));
    for (AccountBalance one : balances) {
      row(
          page,
          List.of(
              one.account().source(),
              usd(one.balance().spentNanoUsd()),
              usd(one.balance().reservedNanoUsd()),
              usd(one.balance().capNanoUsd())));
    }
    page.append("</table>");
  }

  private static void decisions(StringBuilder page, List<CallEvent> calls) {
    head(
        page,
        "Last requests",
        List.of("at", "request", "ending", "candidate", "task", "USD", "ms", "attempts", "reason"));
    for (CallEvent call : calls) {
      row(
          page,
          List.of(
              call.at().toString(),
              call.requestId(),
              call.ending() + (call.problem().isEmpty() ? "" : " (" + call.problem() + ")"),
              call.record().map(record -> record.served().candidate()).orElse(""),
              call.plan().map(Plan::task).orElse(""),
              call.record().map(UsageRecord::cost).map(cost -> usd(nano(cost))).orElse(""),
              Long.toString(call.totalNanos() / 1_000_000),
              Integer.toString(call.traces().size()),
              call.plan().map(Plan::reason).orElse("")));
    }
    page.append("</table>");
  }

  private static void head(StringBuilder page, String title, List<String> columns) {
    page.append("<h2>").append(escaped(title)).append("</h2><table><tr>");
    columns.forEach(column -> page.append("<th>").append(escaped(column)).append("</th>"));
    page.append("</tr>");
  }

  private static void row(StringBuilder page, List<String> cells) {
    page.append("<tr>");
    for (String cell : cells) {
      boolean number =
          !cell.isEmpty() && cell.chars().allMatch(c -> c == '.' || Character.isDigit(c));
      page.append(number ? "<td class=\"n\">" : "<td>").append(escaped(cell)).append("</td>");
    }
    page.append("</tr>");
  }

  private static long nano(Cost cost) {
    return cost instanceof Cost.Known known ? known.nanoUsd() : 0;
  }

  private static String usd(long nano) {
    return Receipt.usd(new Cost.Known(Math.max(0, nano))).toPlainString();
  }

  /** Whatever a client or a provider named: it is text, never markup. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
