package org.yardmaster.server;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yardmaster.config.ServingCandidate;
import org.yardmaster.dialect.ChatJson;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Usage;
import org.yardmaster.outcome.UsageRecord;
import org.yardmaster.payment.PaymentGate;
import org.yardmaster.payment.PaymentTerms;
import org.yardmaster.payment.StoredAnswer;
import org.yardmaster.provenance.Digest;
import org.yardmaster.routing.Plan;

/** Serves chat requests that are paid for one by one, and payments that top up a key. */
final class PaidChat {
  private static final Map<String, String> PATHS =
      Map.of(
          "chat", "/v1/chat/completions",
          "messages", "/v1/messages");

  /** An answer shorter than this is not worth its price: a dear candidate is left out instead. */
  private static final long SHORTEST_CLAMP = 256;

  private final PaymentGate gate;

  PaidChat(PaymentGate gate) {
    this.gate = gate;
  }

  /** What a paid request needs of the chat service. */
  interface Kitchen {
    Plan plan(ChatCall call, Caller caller);

    /** The money of a request that may cost so much at most, in nano-dollars. */
    Billing billing(ChatCall call, Caller caller, long ceilingNanoUsd);

    CallEvent cook(ChatCall call, Plan plan, Billing billing, Incoming in, Outgoing out);
  }

  /** A request as it is sold: perhaps shorter, perhaps by fewer candidates than it could be. */
  private record Sold(ChatCall call, Plan plan, Billing.Span span) {}

  /**
   * Quotes, or serves for money.
   *
   * @throws ApiProblem 402 with offers, and whatever else is in the way
   */
  CallEvent serve(ChatApi api, ChatCall asked, Incoming in, Outgoing out, Kitchen kitchen) {
    Sold sold = sold(asked, kitchen.plan(asked, in.caller()), in.caller(), kitchen);
    PaymentGate.Ruling ruling =
        gate.judge(inquiry(api, in, sold.span(), sold.call().streaming(), ""));
    return switch (ruling) {
      case PaymentGate.Ruling.Refused refused -> throw problem(refused);
      case PaymentGate.Ruling.Paid paid -> delivered(api, sold.call(), in, out, paid);
      case PaymentGate.Ruling.Granted granted ->
          worked(new Order(sold, in, out, kitchen), granted.permit());
    };
  }

  private static PaymentGate.Inquiry inquiry(
      ChatApi api, Incoming in, Billing.Span span, boolean streaming, String creditKey) {
    return new PaymentGate.Inquiry(
        in.requestId(),
        api.route(),
        PATHS.getOrDefault(api.route(), "/v1/" + api.route()),
        Digest.sha256Hex(in.body()),
        span.dearest(),
        span.cheapest(),
        streaming,
        creditKey,
        in.header());
  }

  private Sold sold(ChatCall call, Plan plan, Caller caller, Kitchen kitchen) {
    long covered = gate.coveredNanoUsd();
    List<ServingCandidate> fitting = fitting(call, plan, caller, kitchen, covered);
    boolean free = call.limit().ours();
    if (free && fitting.size() < plan.order().size()) {
      ChatCall shortest = call.withMaxTokens(Math.min(call.limit().tokens(), SHORTEST_CLAMP));
      List<ServingCandidate> all = fitting(shortest, plan, caller, kitchen, covered);
      if (!all.isEmpty()) {
        Plan possible = plan.only(all, "may cost more than one payment may be");
        ChatCall clamped = longest(call, possible, caller, kitchen, covered);
        return sold(clamped, possible, kitchen.billing(clamped, caller, covered));
      }
    }
    if (fitting.isEmpty()) {
      throw tooDear(covered);
    }
    Plan possible = plan.only(fitting, "may cost more than one payment may be");
    return sold(call, possible, kitchen.billing(call, caller, covered));
  }

  private static Sold sold(ChatCall call, Plan plan, Billing billing) {
    return new Sold(call, plan, billing.span(plan));
  }

  private static List<ServingCandidate> fitting(
      ChatCall call, Plan plan, Caller caller, Kitchen kitchen, long covered) {
    return kitchen.billing(call, caller, covered).affordable(plan);
  }

  /** The longest answer that all of a plan can give within what is covered. */
  private static ChatCall longest(
      ChatCall call, Plan plan, Caller caller, Kitchen kitchen, long covered) {
    long low = Math.min(call.limit().tokens(), SHORTEST_CLAMP);
    long high = call.limit().tokens();
    while (low < high) {
      long middle = (low + high + 1) >>> 1;
      ChatCall tried = call.withMaxTokens(middle);
      if (fitting(tried, plan, caller, kitchen, covered).size() == plan.order().size()) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return call.withMaxTokens(low);
  }

  private static ApiProblem tooDear(long covered) {
    return new ApiProblem(
        400,
        "invalid_request_error",
        "too_dear_for_a_payment",
        "This request could cost more than one payment may be (%s USD) at every candidate that may serve it. Lower max_tokens, shorten the prompt, or use a key."
            .formatted(Receipt.usd(new Cost.Known(covered)).stripTrailingZeros().toPlainString()));
  }

  static ApiProblem problem(PaymentGate.Ruling.Refused refused) {
    String type =
        switch (refused.status()) {
          case 400 -> "invalid_request_error";
          case 402 -> "payment_required";
          case 429 -> "rate_limit_error";
          case 503 -> "api_error";
          default -> "payment_error";
        };
    return new ApiProblem(
            refused.status(),
            type,
            refused.code(),
            refused.message(),
            Map.of(),
            refused.retryAfter())
        .with(refused.headers(), refused.body());
  }

  private static CallEvent delivered(
      ChatApi api, ChatCall call, Incoming in, Outgoing out, PaymentGate.Ruling.Paid paid) {
    HeldOutgoing.send(paid.answer(), paid.headers(), out);
    return new CallEvent(
        in.requestId(),
        in.at(),
        api.route(),
        "",
        call.streaming(),
        200,
        "served",
        "paid_before",
        Optional.empty(),
        Optional.empty(),
        List.of(),
        System.nanoTime() - in.startNanos(),
        0,
        0);
  }

  /** One paid request on its way. */
  private record Order(Sold sold, Incoming in, Outgoing out, Kitchen kitchen) {}

  private static CallEvent worked(Order order, PaymentGate.Permit permit) {
    boolean direct = permit.direct() && order.sold().call().streaming();
    HeldOutgoing held =
        direct ? HeldOutgoing.copying(order.out(), permit.headers()) : HeldOutgoing.holding();
    Incoming by = order.in().by(Caller.payer(permit.payer()));
    // Who leaves before the answer pays for it and finds it when he comes back: work that could be
    // called off for nothing would be a way to spend the provider's money.
    Incoming in = direct ? by : by.unwatched();
    Billing billing =
        order.kitchen().billing(order.sold().call(), in.caller(), permit.ceilingNanoUsd());
    boolean ended = false;
    try {
      CallEvent event =
          order.kitchen().cook(order.sold().call(), order.sold().plan(), billing, in, held);
      ended = true;
      boolean left = direct && event.ending().equals("abandoned");
      if ((!held.begun() && !left) || (event.ending().equals("broken") && !direct)) {
        throw broken(event, permit);
      }
      if (event.ending().equals("broken")) {
        permit.fail("the provider's stream broke off", true);
        return event;
      }
      finish(order, permit, held, billable(event, billing), direct);
      return event;
    } catch (ApiProblem problem) {
      throw ended ? problem : problem.with(permit.fail(problem.code(), false), ChatJson.object());
    } catch (RuntimeException fault) {
      if (!ended) {
        permit.fail("the gateway failed", direct && held.begun());
      }
      throw fault;
    }
  }

  private static ApiProblem broken(CallEvent event, PaymentGate.Permit permit) {
    ApiProblem problem =
        new ApiProblem(
                502,
                "provider_error",
                "provider_failed",
                "The provider failed after its answer had begun (%s).".formatted(event.problem()))
            .with(permit.fail("the provider failed", false), ChatJson.object());
    return event
        .plan()
        .map(plan -> new Progress(plan, event.streaming(), event.traces(), event.excessNanoUsd()))
        .map(problem::after)
        .orElse(problem);
  }

  /**
   * What may be billed: the tokens that the provider counted. Where it counted none, nothing can be
   * shown and the floor applies; but who leaves a stream before the count pays for what passed.
   */
  private static long billable(CallEvent event, Billing billing) {
    boolean counted =
        event
            .record()
            .map(UsageRecord::usage)
            .filter(usage -> usage instanceof Usage.Tokens tokens && !tokens.estimated())
            .isPresent();
    return counted || event.record().isEmpty() ? billing.lastCostNanoUsd() : 0;
  }

  private static void finish(
      Order order, PaymentGate.Permit permit, HeldOutgoing held, long nanoUsd, boolean direct) {
    StoredAnswer answer = held.stored();
    switch (permit.finish(answer, nanoUsd)) {
      case PaymentGate.Ruling.Paid paid -> {
        if (direct) {
          comment(order.out(), paid.headers());
        } else {
          hand(answer, paid.headers(), order.out());
        }
      }
      case PaymentGate.Ruling.Refused refused -> {
        if (!direct) {
          throw problem(refused);
        }
      }
      case PaymentGate.Ruling.Granted granted ->
          throw new IllegalStateException("Work that is done is not granted again.");
    }
  }

  private static void hand(StoredAnswer answer, Map<String, String> headers, Outgoing out) {
    try {
      HeldOutgoing.send(answer, headers, out);
    } catch (EventOut.Gone gone) {
      // The payer left; the answer that he paid for is kept for him.
    }
  }

  /** A stream's headers are gone when it is paid for after its end: a comment tells instead. */
  private static void comment(Outgoing out, Map<String, String> headers) {
    String told =
        headers.getOrDefault("payment-response", headers.getOrDefault("x-payment-response", ""));
    try {
      out.events(Map::of).write(List.of(": payment-response " + told + "\n\n"));
    } catch (EventOut.Gone gone) {
      // The payer left; its payment stands in the journal.
    }
  }

  /**
   * Takes a payment that tops up the caller's key, where the request brings one.
   *
   * @return headers for the answer; nothing when there was no payment
   * @throws ApiProblem when the payment was refused
   */
  Optional<Map<String, String>> toppedUp(ChatApi api, Incoming in) {
    if (!mayTopUp(api, in) || !brings(in)) {
      return Optional.empty();
    }
    return switch (gate.judge(topUp(api, in))) {
      case PaymentGate.Ruling.Refused refused -> throw problem(refused);
      case PaymentGate.Ruling.Paid paid -> Optional.of(paid.headers());
      case PaymentGate.Ruling.Granted granted -> {
        StoredAnswer nothing = new StoredAnswer(Map.of(), false, new byte[0]);
        yield granted.permit().finish(nothing, 0) instanceof PaymentGate.Ruling.Paid paid
            ? Optional.of(paid.headers())
            : Optional.empty();
      }
    };
  }

  /** The problem of an empty balance, with offers to top it up; none where money does not help. */
  ApiProblem offering(ApiProblem problem, ChatApi api, Incoming in) {
    if (problem.status() != 402
        || problem.code().equals("call_exceeds_limit")
        || !mayTopUp(api, in)
        || brings(in)) {
      return problem;
    }
    return gate.judge(topUp(api, in)) instanceof PaymentGate.Ruling.Refused refused
            && refused.status() == 402
        ? problem.with(refused.headers(), refused.body())
        : problem;
  }

  private static PaymentGate.Inquiry topUp(ChatApi api, Incoming in) {
    return inquiry(api, in, new Billing.Span(0, 0), false, in.caller().keyId());
  }

  private boolean mayTopUp(ChatApi api, Incoming in) {
    return in.caller().terms().prepaid()
        && gate.rule(api.route()).equals(Optional.of(PaymentTerms.Rule.TOP_UP));
  }

  private static boolean brings(Incoming in) {
    return in.header().apply("payment-signature").isPresent()
        || in.header().apply("x-payment").isPresent();
  }
}
