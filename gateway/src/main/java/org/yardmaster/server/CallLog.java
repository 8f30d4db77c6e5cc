package org.yardmaster.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import org.yardmaster.dialect.ChatJson;
import org.yardmaster.failover.Trace;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Usage;
import org.yardmaster.outcome.UsageRecord;
import org.yardmaster.routing.Draw;
import org.yardmaster.routing.Plan;

/**
 * One JSON line per request, without a word of prompt or answer. JSON escapes line breaks, so that
 * nobody can write lines of his own.
 */
final class CallLog implements CallEvent.Listener {
  private final Consumer<String> lines;

  CallLog(Consumer<String> lines) {
    this.lines = lines;
  }

  @Override
  public void finished(CallEvent event) {
    ObjectNode line = ChatJson.object().put("at", event.at().toString());
    line.put("request", event.requestId()).put("route", event.route()).put("key", event.keyId());
    line.put("status", event.status()).put("ending", event.ending());
    if (!event.problem().isEmpty()) {
      line.put("problem", event.problem());
    }
    line.put("stream", event.streaming()).put("millis", event.totalNanos() / 1_000_000);
    event.plan().ifPresent(plan -> put(line, plan));
    event.record().ifPresent(record -> put(line, record));
    if (event.record().isEmpty()) {
      event.plan().ifPresent(plan -> line.put("chosen", plan.order().getFirst().id()));
    }
    if (event.traces().size() > 1 || (event.record().isEmpty() && !event.traces().isEmpty())) {
      ArrayNode steps = line.putArray("steps");
      for (Trace trace : event.traces()) {
        ObjectNode step = steps.addObject().put("candidate", trace.candidate());
        step.put("asked", trace.made()).put("millis", trace.nanos() / 1_000_000);
        trace.fault().ifPresent(fault -> step.put("fault", fault.name()));
      }
    }
    if (event.excessNanoUsd() > 0) {
      line.put("excessNanoUsd", event.excessNanoUsd());
    }
    lines.accept(line.toString());
  }

  private static void put(ObjectNode line, Plan plan) {
    line.put("task", plan.task()).put("basis", plan.basis().name());
    line.put("decisionMicros", plan.decisionNanos() / 1000);
    Draw draw = plan.draw();
    if (draw.kept()) {
      line.put("kept", true);
    }
    if (draw.propensity() < 1) {
      line.put("preferred", draw.preferred()).put("propensity", draw.propensity());
    }
    if (!draw.arm().isEmpty()) {
      line.put("arm", draw.arm());
    }
    draw.shadow().ifPresent(other -> line.put("shadow", other.candidate()));
  }

  private static void put(ObjectNode line, UsageRecord record) {
    line.put("candidate", record.served().candidate());
    if (record.served().simulated()) {
      line.put("simulated", true);
    }
    if (record.cost() instanceof Cost.Known cost) {
      line.put("costNanoUsd", cost.nanoUsd());
    }
    if (record.usage() instanceof Usage.Tokens tokens) {
      line.put("inputTokens", tokens.input() + tokens.cachedInput());
      line.put("outputTokens", tokens.output() + tokens.reasoning());
    }
  }
}
