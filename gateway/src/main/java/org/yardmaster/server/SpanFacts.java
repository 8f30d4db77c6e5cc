package org.yardmaster.server;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.yardmaster.config.ServingCandidate;
import org.yardmaster.failover.AttemptResult;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Usage;
import org.yardmaster.routing.Plan;
import org.yardmaster.telemetry.Tracing;

/** What spans say of requests and attempts: decision, tokens and money, never a text. */
final class SpanFacts {
  /** Names of providers in the conventions for generative AI, where they differ from ours. */
  private static final Map<String, String> SYSTEMS =
      Map.of(
          "gemini", "gcp.gemini",
          "google", "gcp.gemini",
          "mistral", "mistral_ai",
          "xai", "x_ai",
          "azure", "azure.ai.openai",
          "bedrock", "aws.bedrock");

  private SpanFacts() {}

  static Map<String, Object> of(CallEvent event) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("yardmaster.request.id", event.requestId());
    facts.put("yardmaster.ending", event.ending());
    facts.put("yardmaster.attempts", (long) event.traces().size());
    event.plan().ifPresent(plan -> put(facts, plan));
    event
        .record()
        .ifPresent(
            record -> {
              facts.put("yardmaster.candidate", record.served().candidate());
              facts.put("yardmaster.simulated", record.served().simulated());
              if (record.cost() instanceof Cost.Known cost) {
                facts.put("yardmaster.cost.nano_usd", cost.nanoUsd());
              }
              if (record.reference().cost() instanceof Cost.Known reference) {
                facts.put("yardmaster.reference_cost.nano_usd", reference.nanoUsd());
              }
            });
    return facts;
  }

  private static void put(Map<String, Object> facts, Plan plan) {
    facts.put("yardmaster.decision.basis", plan.basis().name().toLowerCase(Locale.ROOT));
    facts.put("yardmaster.decision.choice", plan.order().getFirst().id());
    facts.put("yardmaster.decision.reason", plan.reason());
    facts.put("yardmaster.decision.task", plan.task());
    facts.put("yardmaster.decision.nanos", plan.decisionNanos());
    facts.put("yardmaster.policy.digest", plan.policyDigest());
  }

  static Tracing.Asked asked(ServingCandidate candidate, ChatCall call, boolean streaming) {
    String provider = candidate.candidate().provider();
    return new Tracing.Asked(
        SYSTEMS.getOrDefault(provider, provider),
        candidate.candidate().model(),
        call.limit().at(candidate),
        streaming,
        Optional.ofNullable(candidate.endpoint().endpoint().baseUrl().getHost()).orElse(""),
        candidate.endpoint().endpoint().baseUrl().getPort());
  }

  /** Ends an attempt's span. */
  static void end(Tracing.AttemptSpan span, AttemptResult<ChatRun.Answer> result) {
    switch (result) {
      case AttemptResult.Delivered<ChatRun.Answer> delivered ->
          span.end(
              told(delivered.answer()),
              delivered
                  .answer()
                  .failure()
                  .map(failed -> failed.fault().name().toLowerCase(Locale.ROOT))
                  .orElse(""));
      case AttemptResult.Failed<ChatRun.Answer> failed ->
          span.end(Tracing.Told.NOTHING, failed.failure().fault().name().toLowerCase(Locale.ROOT));
      case AttemptResult.Skipped<ChatRun.Answer> skipped ->
          span.end(Tracing.Told.NOTHING, "skipped");
      case AttemptResult.Abandoned<ChatRun.Answer> gone ->
          span.end(Tracing.Told.NOTHING, "client_gone");
    }
  }

  private static Tracing.Told told(ChatRun.Answer answer) {
    String model =
        answer
            .document()
            .map(document -> document.path("model").asText(""))
            .or(() -> answer.relay().map(StreamRelay::model))
            .orElse("");
    return answer.usage() instanceof Usage.Tokens tokens
        ? new Tracing.Told(
            model, tokens.input() + tokens.cachedInput(), tokens.output() + tokens.reasoning())
        : new Tracing.Told(model, 0, 0);
  }
}
