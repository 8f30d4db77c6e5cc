package org.yardmaster.server;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.yardmaster.config.ServingCandidate;
import org.yardmaster.failover.Trace;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Usage;
import org.yardmaster.outcome.UsageRecord;
import org.yardmaster.routing.Draw;
import org.yardmaster.routing.Plan;

/**
 * Counts of a gateway in the text format of Prometheus. Labels are names from the configuration and
 * fixed words only, never something that a client can choose.
 */
final class Metrics implements CallEvent.Listener {
  private static final double[] SECONDS = {
    0.00001, 0.0001, 0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120,
    300
  };

  private static final Map<String, String> HELP =
      Map.ofEntries(
          help("requests_total", "Requests that are over."),
          help("attempt_faults_total", "Failed or omitted attempts to ask a candidate."),
          help("cost_nanodollars_total", "Cost of answers at the candidates' prices."),
          help("reference_cost_nanodollars_total", "What the reference would have cost."),
          help("input_tokens_total", "Tokens of prompts, cached ones included."),
          help("output_tokens_total", "Tokens of answers, reasoning included."),
          help("excess_nanodollars_total", "Billed above what was reserved."),
          help("kept_total", "Decisions that left a conversation with its candidate."),
          help("explored_total", "Decisions that drew another than the preferred candidate."),
          help("shadow_decisions_total", "Decisions of the shadow policy."),
          help("arm_requests_total", "Requests by arm of the experiment."),
          help("arm_cost_nanodollars_total", "Cost of answers by arm of the experiment."),
          help("payment_events_total", "What happened to payments and quotes."),
          help("unpaid_work_nanodollars_total", "Quotes of work that stayed unpaid."),
          help("request_seconds", "From receiving a request to its end."),
          help("first_token_seconds", "From receiving a request to its first content."),
          help("decision_seconds", "Time to choose candidates."),
          help("payment_seconds", "Time of a facilitator's answer."),
          help("circuit", "1 for the state that a candidate's circuit is in."));

  private static final Cost NO_COST = new Cost.Unknown("nobody answered");

  private final Map<String, LongAdder> counters = new ConcurrentHashMap<>();
  private final Map<String, Histogram> histograms = new ConcurrentHashMap<>();
  private final Supplier<GatewayState> state;

  private static Map.Entry<String, String> help(String name, String text) {
    return Map.entry("yardmaster_" + name, text);
  }

  Metrics(Supplier<GatewayState> state) {
    this.state = state;
  }

  /** One distribution: counts per bucket, the last without bound. */
  private static final class Histogram {
    private final LongAdder[] buckets = new LongAdder[SECONDS.length + 1];
    private final LongAdder nanos = new LongAdder();

    Histogram() {
      java.util.Arrays.setAll(buckets, index -> new LongAdder());
    }

    void add(long durationNanos) {
      int bucket = 0;
      while (bucket < SECONDS.length && durationNanos > SECONDS[bucket] * 1e9) {
        bucket++;
      }
      buckets[bucket].increment();
      nanos.add(durationNanos);
    }
  }

  @Override
  public void finished(CallEvent event) {
    String served =
        event.record().map(UsageRecord::served).map(UsageRecord.Served::candidate).orElse("");
    count(
        "yardmaster_requests_total",
        "route=\""
            + event.route()
            + "\",candidate=\""
            + escaped(served)
            + "\",ending=\""
            + event.ending()
            + "\",status=\""
            + event.status()
            + "\"",
        1);
    for (Trace trace : event.traces()) {
      trace
          .fault()
          .ifPresent(
              fault ->
                  count(
                      "yardmaster_attempt_faults_total",
                      "candidate=\"%s\",fault=\"%s\",asked=\"%s\""
                          .formatted(escaped(trace.candidate()), fault.name(), trace.made()),
                      1));
    }
    event.record().ifPresent(record -> count(record, escaped(served)));
    event.plan().ifPresent(plan -> count(plan, event));
    observe("yardmaster_request_seconds", "route=\"" + event.route() + "\"", event.totalNanos());
    if (event.firstTokenNanos() > 0) {
      observe("yardmaster_first_token_seconds", "", event.firstTokenNanos());
    }
    if (event.excessNanoUsd() > 0) {
      count("yardmaster_excess_nanodollars_total", "", event.excessNanoUsd());
    }
  }

  private void count(Plan plan, CallEvent event) {
    observe("yardmaster_decision_seconds", "", plan.decisionNanos());
    Draw draw = plan.draw();
    if (draw.kept()) {
      count("yardmaster_kept_total", "", 1);
    }
    if (draw.explored()) {
      count("yardmaster_explored_total", "candidate=\"" + escaped(draw.chosen()) + "\"", 1);
    }
    draw.shadow()
        .ifPresent(
            other ->
                count(
                    "yardmaster_shadow_decisions_total",
                    "agrees=\"" + other.candidate().equals(draw.preferred()) + "\"",
                    1));
    if (!draw.arm().isEmpty()) {
      String arm = "arm=\"" + escaped(draw.arm()) + "\"";
      count("yardmaster_arm_requests_total", arm + ",ending=\"" + event.ending() + "\"", 1);
      if (event.record().map(UsageRecord::cost).orElse(NO_COST) instanceof Cost.Known cost) {
        count("yardmaster_arm_cost_nanodollars_total", arm, cost.nanoUsd());
      }
    }
  }

  private void count(UsageRecord record, String candidate) {
    String labels = "candidate=\"" + candidate + "\"";
    if (record.cost() instanceof Cost.Known cost) {
      count("yardmaster_cost_nanodollars_total", labels, cost.nanoUsd());
    }
    if (record.reference().cost() instanceof Cost.Known reference) {
      count("yardmaster_reference_cost_nanodollars_total", labels, reference.nanoUsd());
    }
    if (record.usage() instanceof Usage.Tokens tokens) {
      count("yardmaster_input_tokens_total", labels, tokens.input() + tokens.cachedInput());
      count("yardmaster_output_tokens_total", labels, tokens.output() + tokens.reasoning());
    }
  }

  void count(String name, String labels, long amount) {
    counters.computeIfAbsent(name + "{" + labels + "}", unused -> new LongAdder()).add(amount);
  }

  void observe(String name, String labels, long nanos) {
    histograms.computeIfAbsent(name + "{" + labels + "}", unused -> new Histogram()).add(nanos);
  }

  static String escaped(String label) {
    return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  /** Everything, as a scraper reads it. */
  String text() {
    StringBuilder text = new StringBuilder();
    Map<String, String> types = new TreeMap<>();
    new TreeMap<>(counters)
        .forEach(
            (series, value) -> {
              type(text, types, series, "counter");
              text.append(series.replace("{}", "")).append(' ').append(value.sum()).append('\n');
            });
    new TreeMap<>(histograms)
        .forEach(
            (series, histogram) -> {
              type(text, types, series, "histogram");
              write(text, series, histogram);
            });
    head(text, "yardmaster_circuit", "gauge");
    for (ServingCandidate candidate : state.get().router().fleet().all()) {
      text.append("yardmaster_circuit{candidate=\"")
          .append(escaped(candidate.id()))
          .append("\",state=\"")
          .append(candidate.circuit().state())
          .append("\"} 1\n");
    }
    return text.toString();
  }

  private static void type(
      StringBuilder text, Map<String, String> types, String series, String type) {
    String name = series.substring(0, series.indexOf('{'));
    if (types.put(name, type) == null) {
      head(text, name, type);
    }
  }

  private static void head(StringBuilder text, String name, String type) {
    String help = HELP.getOrDefault(name, "");
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private static void write(StringBuilder text, String series, Histogram histogram) {
    int brace = series.indexOf('{');
    String name = series.substring(0, brace);
    String labels = series.substring(brace + 1, series.length() - 1);
    String before = labels.isEmpty() ? "" : labels + ",";
    long sum = 0;
    for (int bucket = 0; bucket <= SECONDS.length; bucket++) {
      sum += histogram.buckets[bucket].sum();
      String bound = bucket == SECONDS.length ? "+Inf" : Double.toString(SECONDS[bucket]);
      text.append(
          "%s_bucket{%sle=\"%s\"} %d%n".formatted(name, before, bound, sum).replace("\r", ""));
    }
    String plain = labels.isEmpty() ? "" : "{" + labels + "}";
    text.append("%s_sum%s %s\n".formatted(name, plain, histogram.nanos.sum() / 1e9));
    text.append("%s_count%s %d\n".formatted(name, plain, sum));
  }
}
