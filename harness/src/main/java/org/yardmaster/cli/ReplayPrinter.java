package org.yardmaster.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import org.yardmaster.replay.CandidateProgress;
import org.yardmaster.replay.ReplayEstimate;
import org.yardmaster.replay.ReplayResult;

/** Tells what a replay would take and what it did, for people or as JSON. */
final class ReplayPrinter {
  private final PrintWriter out;
  private final boolean json;
  private final String dataset;
  private final boolean simulated;

  ReplayPrinter(PrintWriter out, boolean json, String dataset, boolean simulated) {
    this.out = out;
    this.json = json;
    this.dataset = dataset;
    this.simulated = simulated;
  }

  /**
   * Tells the end of a replay.
   *
   * @param flipRates by candidate, the share of repeated calls whose grades disagree
   */
  void print(ReplayResult result, Map<String, Double> flipRates) {
    if (json) {
      out.println(JsonOption.pretty(asJson(result, flipRates)));
      out.flush();
      return;
    }
    out.printf(
        "%s: %,d calls made, %,d failed, %,d were recorded before, %,d left (%s)%n",
        dataset,
        result.progress().done(),
        result.progress().failed(),
        result.progress().alreadyRecorded(),
        result.progress().left(),
        result.ending().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    for (CandidateProgress one : result.progress().candidates()) {
      out.println("  " + line(one));
    }
    result.stopped().forEach((id, why) -> out.printf("stopped asking %s: %s%n", id, why));
    if (result.foundInFlight() > 0) {
      out.printf(
          "possibly paid: %,d calls were in flight when a process was killed%n",
          result.foundInFlight());
    }
    flipRates.forEach(
        (id, rate) ->
            out.printf(Locale.ROOT, "label flips between trials of %s: %.2f %%%n", id, 100 * rate));
    out.printf(
        Locale.ROOT,
        "%s $%.6f at list price%s%n",
        simulated ? "simulated cost" : "cost",
        result.progress().spentNanoUsd() * 1e-9,
        simulated ? "" : ", or as charged where calls are paid one by one");
    out.flush();
  }

  /** One candidate in one line. */
  static String line(CandidateProgress one) {
    String speed =
        one.latency()
            .map(
                time ->
                    String.format(
                        Locale.ROOT,
                        ", p50 %.2f s, p95 %.2f s",
                        time.median().toNanos() * 1e-9,
                        time.p95().toNanos() * 1e-9))
            .orElse("");
    String unknown =
        one.unknownCosts() == 0 ? "" : " + %,d of unknown cost".formatted(one.unknownCosts());
    return String.format(
        Locale.ROOT,
        "%s: %,d done, %,d failed, $%.4f%s%s",
        one.candidateId(),
        one.done(),
        one.failed(),
        one.spentNanoUsd() * 1e-9,
        unknown,
        speed);
  }

  private ObjectNode asJson(ReplayResult result, Map<String, Double> flipRates) {
    ObjectNode root =
        JsonOption.object()
            .put("dataset", dataset)
            .put("simulated", simulated)
            .put("ending", result.ending().name())
            .put("planned", result.progress().planned())
            .put("recordedBefore", result.progress().alreadyRecorded())
            .put("done", result.progress().done())
            .put("failed", result.progress().failed())
            .put("foundInFlight", result.foundInFlight())
            .put("costNanoUsd", result.progress().spentNanoUsd());
    ArrayNode list = root.putArray("candidates");
    for (CandidateProgress candidate : result.progress().candidates()) {
      ObjectNode one =
          list.addObject()
              .put("id", candidate.candidateId())
              .put("done", candidate.done())
              .put("failed", candidate.failed())
              .put("costNanoUsd", candidate.spentNanoUsd())
              .put("unknownCosts", candidate.unknownCosts());
      candidate
          .latency()
          .ifPresent(
              time ->
                  one.put("medianNanos", time.median().toNanos())
                      .put("p95Nanos", time.p95().toNanos()));
      if (result.stopped().containsKey(candidate.candidateId())) {
        one.put("stopped", result.stopped().get(candidate.candidateId()));
      }
      if (flipRates.containsKey(candidate.candidateId())) {
        one.put("labelFlipRate", flipRates.get(candidate.candidateId()));
      }
    }
    return root;
  }

  void print(ReplayEstimate estimate) {
    ArrayNode list = JsonOption.object().putArray("candidates");
    for (ReplayEstimate.CandidateEstimate one : estimate.candidates()) {
      String range =
          switch (one.cost()) {
            case ReplayEstimate.CostRange.Between(long least, long most) ->
                String.format(Locale.ROOT, "$%.6f to $%.6f", least * 1e-9, most * 1e-9);
            case ReplayEstimate.CostRange.Unpriced() -> "no price";
          };
      ObjectNode row =
          list.addObject()
              .put("id", one.candidateId())
              .put("calls", one.calls())
              .put("inputTokens", one.inputTokens())
              .put("maxOutputTokens", one.maxOutputTokens());
      switch (one.cost()) {
        case ReplayEstimate.CostRange.Between(long least, long most) ->
            row.put("leastCostNanoUsd", least).put("mostCostNanoUsd", most);
        case ReplayEstimate.CostRange.Unpriced() -> row.put("priced", false);
      }
      if (!json) {
        out.printf(
            "%-24s %,7d calls, %,d prompt tokens, at most %,d answer tokens: %s%n",
            one.candidateId(), one.calls(), one.inputTokens(), one.maxOutputTokens(), range);
      }
    }
    if (json) {
      out.println(
          JsonOption.pretty(JsonOption.object().put("dryRun", true).set("candidates", list)));
    } else {
      out.println("nothing was called");
    }
    out.flush();
  }
}
