package org.yardmaster.server;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yardmaster.budget.AccountBalance;
import org.yardmaster.config.ServingCandidate;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.UsageRecord;
import org.yardmaster.provider.Circuit;
import org.yardmaster.routing.Plan;

/**
 * One HTML page without scripts: traffic, money against budgets, latency, who may be asked, the
 * last decisions. It loads itself anew every ten seconds.
 */
final class StatusPage {
  private static final int MOST_ACCOUNTS = 40;
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final String STYLE =
      """
      :root{color-scheme:light dark;--ink:#1b1f24;--soft:#59636e;--line:#d8dee4;--page:#f6f7f9;--card:#fff;--good:#1a7f37;--bad:#b3261e;--fill:#3b6ea5}
      @media(prefers-color-scheme:dark){:root{--ink:#e6e9ed;--soft:#9aa4af;--line:#363d46;--page:#14171b;--card:#1d2126;--good:#57c271;--bad:#ff8a80;--fill:#7fb0e0}}
      *{box-sizing:border-box}
      body{margin:0 auto;padding:1rem;max-width:78rem;background:var(--page);color:var(--ink);font:15px/1.45 system-ui,sans-serif}
      h1{font-size:1.35rem;margin:0}h2{font-size:1.05rem;margin:0 0 .6rem}
      .soft{color:var(--soft)}.good{color:var(--good)}.bad{color:var(--bad)}
      header{display:flex;flex-wrap:wrap;gap:.2rem 1rem;align-items:baseline;margin-bottom:1rem}
      .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:.75rem;margin-bottom:1rem}
      .tile,section{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.75rem 1rem}
      .tile b{display:block;font-size:1.3rem;font-variant-numeric:tabular-nums}
      section{margin-bottom:1rem}.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,38rem),1fr));gap:0 1rem}
      .scroll{overflow-x:auto}table{border-collapse:collapse;width:100%}
      th{font-weight:600;color:var(--soft);white-space:nowrap}
      th,td{padding:.3rem .75rem .3rem 0;text-align:left;border-bottom:1px solid var(--line);vertical-align:top}
      .n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
      tr:last-child td{border-bottom:0}td.name{overflow-wrap:anywhere;min-width:7rem}
      .bar{height:.55rem;min-width:6rem;background:var(--line);border-radius:.3rem;overflow:hidden}
      .bar i{display:block;height:100%;background:var(--fill)}.bar i.over{background:var(--bad)}
      """;

  private final StringBuilder page = new StringBuilder();

  private StatusPage() {}

  static String of(
      GatewayState state,
      TrafficTotals.Snapshot traffic,
      List<CallEvent> calls,
      List<AccountBalance> balances,
      Instant now) {
    StatusPage status = new StatusPage();
    status.begin(state, now);
    status.tiles(traffic, calls);
    status.page.append("<div class=\"pair\">");
    status.candidates(state, traffic);
    status.tasks(traffic);
    status.page.append("</div>");
    status.balances(balances);
    status.decisions(calls);
    return status.page.append("</body></html>\n").toString();
  }

  private void begin(GatewayState state, Instant now) {
    page.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
        .append("<meta http-equiv=\"refresh\" content=\"10\"><title>Yardmaster</title><style>")
        .append(STYLE)
        .append(
            "</style></head><body><header><h1>Yardmaster</h1><span class=\"soft\">policy <code>")
        .append(state.router().digest(), 0, 12)
        .append("</code> · ")
        .append(CLOCK.format(now))
        .append(" UTC</span>");
    if (state.router().policy().simulated()) {
      page.append("<b class=\"bad\">simulated candidates: no money is spent or saved</b>");
    }
    page.append("</header>");
  }

  private void tiles(TrafficTotals.Snapshot traffic, List<CallEvent> calls) {
    TrafficTotals.Total all = traffic.all();
    page.append("<div class=\"tiles\">");
    tile(Long.toString(all.calls()), "answered since the start", "");
    tile(traffic.refused() + " / " + traffic.failed(), "refused / failed", "");
    long realCalls = all.calls() - all.simulated();
    if (realCalls > 0 || all.simulated() == 0) {
      tile(
          usd(all.savedNano()),
          "USD saved against the reference",
          all.savedNano() < 0 ? "bad" : "good");
    }
    if (all.simulated() > 0) {
      tile(usd(all.simulatedSavedNano()), "USD less than the reference, simulated: no saving", "");
    }
    tile(
        usd(all.costNano()),
        all.simulated() > 0 ? "USD spent, simulated included" : "USD spent",
        "");
    tile(millis(all.p50Millis()) + " / " + millis(all.p99Millis()), "ms p50 / p99", "");
    tile(decisionMicros(calls), "µs median decision", "");
    page.append("</div>");
  }

  private static String decisionMicros(List<CallEvent> calls) {
    List<Long> nanos =
        calls.stream()
            .flatMap(call -> call.plan().stream())
            .map(Plan::decisionNanos)
            .sorted()
            .toList();
    return nanos.isEmpty()
        ? "–"
        : String.format(Locale.ROOT, "%.1f", nanos.get(nanos.size() / 2) / 1e3);
  }

  private void tile(String number, String what, String kind) {
    page.append("<div class=\"tile\"><b class=\"").append(kind).append("\">");
    page.append(escaped(number)).append("</b><span class=\"soft\">");
    page.append(escaped(what)).append("</span></div>");
  }

  private void candidates(GatewayState state, TrafficTotals.Snapshot traffic) {
    Map<String, TrafficTotals.Total> totals =
        traffic.byCandidate().stream()
            .collect(Collectors.toMap(TrafficTotals.Total::name, Function.identity()));
    head("Candidates", "candidate", "breaker", "#calls", "#USD", "#p50 ms", "#p99 ms");
    for (ServingCandidate candidate : state.router().fleet().all()) {
      TrafficTotals.Total total = totals.get(candidate.id());
      page.append("<tr>");
      name(
          candidate.id(),
          candidate.candidate().provider()
              + (candidate.candidate().simulated() ? ", simulated" : ""));
      Circuit.State breaker = candidate.circuit().state();
      page.append("<td class=\"")
          .append(breaker == Circuit.State.CLOSED ? "good" : "bad")
          .append("\">")
          .append(breaker(breaker))
          .append("</td>");
      numbers(total);
      page.append("</tr>");
    }
    end();
  }

  private static String breaker(Circuit.State state) {
    return switch (state) {
      case CLOSED -> "closed";
      case OPEN -> "open: not asked";
      case HALF_OPEN -> "half open: one probe";
    };
  }

  private void numbers(TrafficTotals.@Nullable Total total) {
    if (total == null) {
      number("0");
      number("");
      number("");
      number("");
      return;
    }
    number(Long.toString(total.calls()));
    number(usd(total.costNano()));
    number(millis(total.p50Millis()));
    number(millis(total.p99Millis()));
  }

  private void tasks(TrafficTotals.Snapshot traffic) {
    head("Tasks", "task", "#calls", "#USD", "#less than reference", "#p50 ms", "#p99 ms");
    List<TrafficTotals.Total> sorted = new ArrayList<>(traffic.byTask());
    sorted.sort(Comparator.comparingLong(TrafficTotals.Total::calls).reversed());
    for (TrafficTotals.Total total : sorted) {
      page.append("<tr>");
      name(total.name().isEmpty() ? "(none)" : total.name(), "");
      number(Long.toString(total.calls()));
      number(usd(total.costNano()));
      number(
          usd(total.savedNano() + total.simulatedSavedNano())
              + (total.simulated() > 0 ? " sim." : ""));
      number(millis(total.p50Millis()));
      number(millis(total.p99Millis()));
      page.append("</tr>");
    }
    end();
  }

  private void balances(List<AccountBalance> balances) {
    if (balances.isEmpty()) {
      return;
    }
    head("Budgets", "limit", "used", "#spent USD", "#held USD", "#cap USD");
    balances.stream()
        .sorted(Comparator.comparingDouble(StatusPage::share).reversed())
        .limit(MOST_ACCOUNTS)
        .forEach(this::balance);
    end();
    if (balances.size() > MOST_ACCOUNTS) {
      page.append("<p class=\"soft\">The ")
          .append(balances.size() - MOST_ACCOUNTS)
          .append(" least used limits are left out.</p>");
    }
  }

  private static double share(AccountBalance one) {
    double used = one.balance().spentNanoUsd() + one.balance().reservedNanoUsd();
    return one.balance().capNanoUsd() == 0 ? 1 : used / one.balance().capNanoUsd();
  }

  private void balance(AccountBalance one) {
    double share = share(one);
    page.append("<tr>");
    name(one.account().source(), "");
    page.append("<td><div class=\"bar\" title=\"")
        .append(String.format(Locale.ROOT, "%.1f %%", share * 100))
        .append("\"><i class=\"")
        .append(share >= 0.9 ? "over" : "")
        .append("\" style=\"width:")
        .append(String.format(Locale.ROOT, "%.1f%%", Math.clamp(share * 100, 0, 100)))
        .append("\"></i></div></td>");
    number(usd(one.balance().spentNanoUsd()));
    number(usd(one.balance().reservedNanoUsd()));
    number(usd(one.balance().capNanoUsd()));
    page.append("</tr>");
  }

  private void decisions(List<CallEvent> calls) {
    head(
        "Last requests",
        "UTC",
        "ending",
        "candidate",
        "task",
        "#USD",
        "#ms",
        "#attempts",
        "reason");
    for (CallEvent call : calls) {
      page.append("<tr>");
      number(CLOCK.format(call.at()));
      page.append(call.ending().equals("served") ? "<td>" : "<td class=\"bad\">")
          .append(escaped(call.ending()))
          .append(call.problem().isEmpty() ? "" : " (" + escaped(call.problem()) + ")")
          .append("</td>");
      name(call.record().map(record -> record.served().candidate()).orElse("–"), "");
      name(call.plan().map(Plan::task).orElse(""), "");
      number(call.record().map(UsageRecord::cost).map(StatusPage::usd).orElse(""));
      number(millis(call.totalNanos() / 1e6));
      number(Integer.toString(call.traces().size()));
      name(call.plan().map(Plan::reason).orElse(""), call.requestId());
      page.append("</tr>");
    }
    end();
  }

  /** A section with a table; columns that begin with # are numbers. */
  private void head(String title, String... columns) {
    page.append("<section><h2>").append(escaped(title));
    page.append("</h2><div class=\"scroll\"><table><thead><tr>");
    for (String column : columns) {
      boolean number = column.startsWith("#");
      page.append(number ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">")
          .append(escaped(number ? column.substring(1) : column))
          .append("</th>");
    }
    page.append("</tr></thead><tbody>");
  }

  private void end() {
    page.append("</tbody></table></div></section>");
  }

  private void name(String text, String below) {
    page.append("<td class=\"name\">").append(escaped(text));
    if (!below.isEmpty()) {
      page.append("<br><small class=\"soft\">").append(escaped(below)).append("</small>");
    }
    page.append("</td>");
  }

  private void number(String text) {
    page.append("<td class=\"n\">").append(escaped(text)).append("</td>");
  }

  private static String millis(double millis) {
    return millis == 0 ? "–" : String.format(Locale.ROOT, millis < 10 ? "%.1f" : "%.0f", millis);
  }

  private static String usd(Cost cost) {
    return cost instanceof Cost.Known known ? usd(known.nanoUsd()) : "unknown";
  }

  /** Four significant places at least, and no more zeros than that. */
  private static String usd(long nano) {
    double usd = nano / 1e9;
    return String.format(Locale.ROOT, Math.abs(usd) >= 1 || nano == 0 ? "%.2f" : "%.6f", usd);
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
