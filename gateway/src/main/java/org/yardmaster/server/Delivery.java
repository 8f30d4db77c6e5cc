package org.yardmaster.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.yardmaster.config.ServingCandidate;
import org.yardmaster.failover.FailoverResult;
import org.yardmaster.journal.Journal;
import org.yardmaster.outcome.LoggedCall;
import org.yardmaster.outcome.UsageRecord;
import org.yardmaster.routing.Plan;

/** The end of an answered chat request: settled, sent, journalled. */
record Delivery(ChatRun.Context context, ChatCall call, Plan plan, Statement statement) {
  /** Settles an answer and sends what is still to be sent. */
  CallEvent deliver(FailoverResult.Served<ChatRun.Answer> served) {
    ServingCandidate candidate = served.candidate();
    ChatRun.Answer answer = served.answer();
    UsageRecord record =
        statement.settle(candidate, answer.usage(), served.attempts(), answer.failure().isEmpty());
    context.settled().accept(record);
    Receipt receipt = statement.receipt(candidate, record);
    boolean gone = !sent(answer, receipt);
    answer.relay().ifPresent(relay -> end(relay, answer, receipt));
    if (plan.basis() == Plan.Basis.POLICY) {
      context.journal().ifPresent(journal -> write(journal, answer, record));
    }
    long first = answer.relay().map(StreamRelay::firstContentNanos).orElse(0L);
    return statement.event(
        200,
        gone ? "abandoned" : answer.failure().isPresent() ? "broken" : "served",
        answer.failure().map(fault -> fault.fault().name()).orElse(""),
        Optional.of(record),
        served.traces(),
        first == 0 ? 0 : first - context.in().startNanos());
  }

  private void write(Journal journal, ChatRun.Answer answer, UsageRecord record) {
    LoggedCall call = JournalEntry.of(context, this.call, plan, answer, record);
    journal.write(call);
    JournalEntry.shadow(call, plan.draw()).ifPresent(journal::write);
  }

  /** False when nobody was there to take a whole answer. */
  private boolean sent(ChatRun.Answer answer, Receipt receipt) {
    try {
      answer.document().ifPresent(document -> send(document, answer.raw(), receipt));
      return true;
    } catch (EventOut.Gone left) {
      return false;
    }
  }

  private void send(ObjectNode document, boolean raw, Receipt receipt) {
    ChatExchange exchange = context.exchange();
    ObjectNode told =
        raw ? exchange.receipted(document, receipt) : exchange.answer(document, receipt);
    context.out().answer(200, receipt.headers(), told.toString().getBytes(UTF_8));
  }

  private static void end(StreamRelay relay, ChatRun.Answer answer, Receipt receipt) {
    answer
        .failure()
        .ifPresentOrElse(
            fault -> relay.fail(Statement.broken(fault)), () -> relay.end(receipt, answer.usage()));
  }
}
