package org.yardmaster.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yardmaster.budget.AccountBalance;
import org.yardmaster.config.ServingCandidate;
import org.yardmaster.config.Traffic;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.outcome.UsageRecord;
import org.yardmaster.provider.Circuit;
import org.yardmaster.routing.Plan;
import org.yardmaster.routing.Router;

/**
 * One HTML page without scripts: traffic, money against budgets, latency, who may be asked, the
 * last decisions. It loads itself anew every ten seconds.
 */
final class StatusPage {
  private static final int MOST_ACCOUNTS = 40;
  private static final int SHORT_DIGEST = 12;
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final String STYLE = style();

  private final StatusMarkup page = new StatusMarkup();

  private StatusPage() {}

  private static String style() {
    try (InputStream in = StatusPage.class.getResourceAsStream("status.css")) {
      return new String(requireNonNull(in, "status.css is missing").readAllBytes(), UTF_8);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

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
    status.page.append("<div class=\"pair\">");
    status.arms(state, traffic);
    status.shadow(state, traffic.shadow());
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
        .append(state.router().digest().substring(0, SHORT_DIGEST))
        .append("</code> · ")
        .append(CLOCK.format(now))
        .append(" UTC</span>");
    state
        .router()
        .fleet()
        .simulated()
        .ifPresent(
            which ->
                page.append("<b class=\"bad\">")
                    .append(StatusMarkup.escaped(which))
                    .append(": no money is spent or saved there</b>"));
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
          StatusMarkup.usd(all.savedNano()),
          "USD saved against the reference",
          all.savedNano() < 0 ? "bad" : "good");
    }
    if (all.simulated() > 0) {
      tile(
          StatusMarkup.usd(all.simulatedSavedNano()),
          "USD less than the reference, simulated: no saving",
          "");
    }
    tile(
        StatusMarkup.usd(all.costNano()),
        all.simulated() > 0 ? "USD spent, simulated included" : "USD spent",
        "");
    tile(
        StatusMarkup.millis(all.p50Millis()) + " / " + StatusMarkup.millis(all.p99Millis()),
        "ms p50 / p99",
        "");
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
    page.append(StatusMarkup.escaped(number)).append("</b><span class=\"soft\">");
    page.append(StatusMarkup.escaped(what)).append("</span></div>");
  }

  private void candidates(GatewayState state, TrafficTotals.Snapshot traffic) {
    Map<String, TrafficTotals.Total> totals =
        traffic.byCandidate().stream()
            .collect(Collectors.toMap(TrafficTotals.Total::name, Function.identity()));
    page.head("Candidates", "candidate", "breaker", "#calls", "#USD", "#p50 ms", "#p99 ms");
    for (ServingCandidate candidate : state.router().fleet().all()) {
      TrafficTotals.Total total = totals.get(candidate.id());
      page.append("<tr>");
      page.name(candidate.id(), origin(candidate.candidate()));
      Circuit.State breaker = candidate.circuit().state();
      page.append("<td class=\"")
          .append(breaker == Circuit.State.CLOSED ? "good" : "bad")
          .append("\">")
          .append(breaker(breaker))
          .append("</td>");
      numbers(total);
      page.append("</tr>");
    }
    page.end();
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
      page.number("0");
      page.number("");
      page.number("");
      page.number("");
      return;
    }
    page.number(Long.toString(total.calls()));
    page.number(StatusMarkup.usd(total.costNano()));
    page.number(StatusMarkup.millis(total.p50Millis()));
    page.number(StatusMarkup.millis(total.p99Millis()));
  }

  private void tasks(TrafficTotals.Snapshot traffic) {
    page.head("Tasks", "task", "#calls", "#USD", "#less than reference", "#p50 ms", "#p99 ms");
    List<TrafficTotals.Total> sorted = new ArrayList<>(traffic.byTask());
    sorted.sort(Comparator.comparingLong(TrafficTotals.Total::calls).reversed());
    for (TrafficTotals.Total total : sorted) {
      page.append("<tr>");
      page.name(total.name().isEmpty() ? "(none)" : total.name(), "");
      page.number(Long.toString(total.calls()));
      page.number(StatusMarkup.usd(total.costNano()));
      page.number(
          StatusMarkup.usd(total.savedNano() + total.simulatedSavedNano())
              + (total.simulated() > 0 ? " sim." : ""));
      page.number(StatusMarkup.millis(total.p50Millis()));
      page.number(StatusMarkup.millis(total.p99Millis()));
      page.append("</tr>");
    }
    page.end();
  }

  private void arms(GatewayState state, TrafficTotals.Snapshot traffic) {
    Optional<Traffic.Experiment> experiment = state.dispatcher().rules().experiment();
    if (experiment.isEmpty()) {
      return;
    }
    String name = experiment.get().name();
    page.head(
        "Experiment " + name,
        "arm",
        "#share",
        "#calls",
        "#USD",
        "#USD a call",
        "#p50 ms",
        "#p99 ms");
    arm(traffic, name + ":a", state.router(), 1 - experiment.get().share());
    arm(
        traffic,
        name + ":b",
        state.dispatcher().challenger().orElseThrow(),
        experiment.get().share());
    page.end(
        "What is noise, and which answers were better, <code>yardmaster evaluate arms</code>"
            + " says.");
  }

  private void arm(TrafficTotals.Snapshot traffic, String name, Router router, double share) {
    page.append("<tr>");
    page.name(name, "policy " + router.digest().substring(0, SHORT_DIGEST));
    page.number(String.format(Locale.ROOT, "%.0f %%", share * 100));
    Optional<TrafficTotals.Total> total =
        traffic.byArm().stream().filter(one -> one.name().equals(name)).findFirst();
    page.number(total.map(one -> Long.toString(one.calls())).orElse("0"));
    page.number(total.map(one -> StatusMarkup.usd(one.costNano())).orElse(""));
    page.number(total.map(one -> StatusMarkup.usd(one.costNano() / one.calls())).orElse(""));
    page.number(total.map(one -> StatusMarkup.millis(one.p50Millis())).orElse(""));
    page.number(total.map(one -> StatusMarkup.millis(one.p99Millis())).orElse(""));
    page.append("</tr>");
  }

  private void shadow(GatewayState state, TrafficTotals.Shadowed seen) {
    Optional<Router> router = state.dispatcher().shadow();
    if (router.isEmpty()) {
      return;
    }
    String digest = router.get().digest();
    boolean any = seen.digest().equals(digest) && seen.decisions() > 0;
    page.head(
        "Shadow policy " + digest.substring(0, SHORT_DIGEST),
        "candidate",
        "#preferred",
        "#by the shadow");
    for (TrafficTotals.Choice choice : any ? seen.choices() : List.<TrafficTotals.Choice>of()) {
      page.append("<tr>");
      page.name(choice.candidate().isEmpty() ? "(nobody)" : choice.candidate(), "");
      page.number(Long.toString(choice.acting()));
      page.number(Long.toString(choice.shadow()));
      page.append("</tr>");
    }
    page.end(
        any
            ? String.format(
                Locale.ROOT,
                "It would have chosen the same in %d of %d decisions (%.1f %%), and was not"
                    + " followed.",
                seen.agreed(),
                seen.decisions(),
                100.0 * seen.agreed() / seen.decisions())
            : "It has decided nothing yet.");
  }

  private void balances(List<AccountBalance> balances) {
    if (balances.isEmpty()) {
      return;
    }
    page.head("Budgets", "limit", "used", "#spent USD", "#held USD", "#cap USD");
    balances.stream()
        .sorted(Comparator.comparingDouble(StatusPage::share).reversed())
        .limit(MOST_ACCOUNTS)
        .forEach(this::balance);
    if (balances.size() > MOST_ACCOUNTS) {
      page.end("The %d least used limits are left out.".formatted(balances.size() - MOST_ACCOUNTS));
    } else {
      page.end();
    }
  }

  private static double share(AccountBalance one) {
    double used = one.balance().spentNanoUsd() + one.balance().reservedNanoUsd();
    return one.balance().capNanoUsd() == 0 ? 1 : used / one.balance().capNanoUsd();
  }

  private void balance(AccountBalance one) {
    double share = share(one);
    page.append("<tr>");
    page.name(one.account().source(), "");
    page.append("<td><div class=\"bar\" title=\"")
        .append(String.format(Locale.ROOT, "%.1f %%", share * 100))
        .append("\"><i class=\"")
        .append(share >= 0.9 ? "over" : "")
        .append("\" style=\"width:")
        .append(String.format(Locale.ROOT, "%.1f%%", Math.clamp(share * 100, 0, 100)))
        .append("\"></i></div></td>");
    page.number(StatusMarkup.usd(one.balance().spentNanoUsd()));
    page.number(StatusMarkup.usd(one.balance().reservedNanoUsd()));
    page.number(StatusMarkup.usd(one.balance().capNanoUsd()));
    page.append("</tr>");
  }

  private void decisions(List<CallEvent> calls) {
    page.head(
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
      page.number(CLOCK.format(call.at()));
      page.append(call.ending().equals("served") ? "<td>" : "<td class=\"bad\">")
          .append(StatusMarkup.escaped(call.ending()))
          .append(call.problem().isEmpty() ? "" : " (" + StatusMarkup.escaped(call.problem()) + ")")
          .append("</td>");
      answerer(call);
      page.name(call.plan().map(Plan::task).orElse(""), "");
      page.number(call.record().map(UsageRecord::cost).map(StatusMarkup::usd).orElse(""));
      page.number(StatusMarkup.millis(call.totalNanos() / 1e6));
      page.number(Integer.toString(call.traces().size()));
      page.name(call.plan().map(Plan::reason).orElse(""), call.requestId());
      page.append("</tr>");
    }
    page.end();
  }

  /** Who answered, or who was to and did not. */
  private void answerer(CallEvent call) {
    if (call.record().isPresent()) {
      page.name(call.record().get().served().candidate(), "");
    } else if (call.traces().isEmpty()) {
      page.name("–", "");
    } else {
      page.name(call.traces().getLast().candidate(), "no answer");
    }
  }

  private static String origin(Candidate candidate) {
    String provider = candidate.provider();
    return candidate.simulated() && !provider.equals("simulated")
        ? provider + ", simulated"
        : provider;
  }
}
