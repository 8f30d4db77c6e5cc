package org.yardmaster.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.yardmaster.dialect.ChatJson;
import org.yardmaster.feature.FeatureSchema;
import org.yardmaster.journal.JournalFeatures;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.LoggedCall;
import org.yardmaster.outcome.Usage;
import org.yardmaster.outcome.UsageRecord;
import org.yardmaster.provenance.CanonicalJson;
import org.yardmaster.routing.Draw;
import org.yardmaster.routing.Plan;

/** A served request as the journal wants it; what may be kept of its texts the journal decides. */
final class JournalEntry {
  private JournalEntry() {}

  static LoggedCall of(
      ChatRun.Context context,
      ChatCall call,
      Plan plan,
      ChatRun.Answer answer,
      UsageRecord record) {
    Draw draw = plan.draw();
    return new LoggedCall(
        record.requestId(),
        record.at(),
        plan.task(),
        context.state().dispatcher().unit(context.conversation(), context.in().caller().keyId()),
        seen(context, call, plan),
        new LoggedCall.Choice(
            plan.policyDigest(),
            draw.arm(),
            true,
            draw.preferred(),
            draw.chosen(),
            draw.propensity(),
            plan.reason()),
        record.served(),
        completion(answer),
        record.cost(),
        record.latency());
  }

  private static LoggedCall.Seen seen(ChatRun.Context context, ChatCall call, Plan plan) {
    FeatureSchema schema = context.state().dispatcher().policy(plan.policyDigest()).schema();
    return new LoggedCall.Seen.Text(
        call.prompt(), JournalFeatures.of(call.prompt().routingText(), schema));
  }

  /**
   * What a shadow decided on an answered call: nobody followed it, and nothing came of it. Empty
   * without a shadow, or where it would have refused.
   */
  static Optional<LoggedCall> shadow(LoggedCall acted, Draw draw) {
    return draw.shadow()
        .filter(shadow -> !shadow.candidate().isEmpty())
        .map(
            shadow ->
                new LoggedCall(
                    acted.id() + "~shadow",
                    acted.at(),
                    acted.task(),
                    acted.session(),
                    acted.seen(),
                    new LoggedCall.Choice(
                        shadow.policyDigest(),
                        "shadow",
                        false,
                        shadow.candidate(),
                        shadow.candidate(),
                        1,
                        shadow.reason()),
                    acted.served(),
                    new Completion.Unpublished(new Usage.Unknown()),
                    new Cost.Unknown("a shadow decision"),
                    new Latency.Unmeasured()));
  }

  private static Completion completion(ChatRun.Answer answer) {
    if (answer.failure().isPresent()) {
      return answer.failure().get();
    }
    Optional<ObjectNode> document = answer.document().filter(unused -> !answer.raw());
    if (document.isEmpty()) {
      String text = answer.relay().map(StreamRelay::text).orElse("");
      String reason = answer.relay().map(StreamRelay::finishReason).orElse("");
      return new Completion.Completed(text, "", reason, answer.usage());
    }
    JsonNode choice = document.get().path("choices").path(0);
    JsonNode message = choice.path("message");
    String refusal = ChatJson.text(message, "refusal");
    if (!refusal.isEmpty()) {
      return new Completion.Refused(refusal, answer.usage());
    }
    ArrayNode calls = ChatJson.object().arrayNode();
    message
        .path("tool_calls")
        .forEach(
            made ->
                calls
                    .addObject()
                    .put("name", ChatJson.text(made.path("function"), "name"))
                    .put("arguments", ChatJson.text(made.path("function"), "arguments")));
    return new Completion.Completed(
        ChatJson.contentText(message.path("content")),
        calls.isEmpty() ? "" : CanonicalJson.write(calls),
        ChatJson.text(choice, "finish_reason"),
        answer.usage());
  }
}
