package org.yardmaster.experiment;

import static java.util.Objects.requireNonNull;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.yardmaster.ledger.Ledger;
import org.yardmaster.outcome.Usage;
import org.yardmaster.outcome.UsageRecord;
import org.yardmaster.payment.Payment;
import org.yardmaster.payment.PaymentState;

/** One payment, and the usage record of its request where there is one. */
public record Receipt(Payment payment, Optional<UsageRecord> usage) {
  /** A payment and the usage that it pays for may be booked so long apart. */
  private static final Duration APART = Duration.ofHours(1);

  public Receipt {
    requireNonNull(payment, "payment is null");
    requireNonNull(usage, "usage is null");
  }

  /** The payments begun in a span, by time. */
  public static List<Receipt> read(Ledger ledger, Instant from, Instant until) {
    List<Payment> payments = new ArrayList<>();
    ledger.payments().read(from, until, payments::add);
    if (payments.isEmpty()) {
      return List.of();
    }
    Set<String> paid =
        payments.stream().map(one -> one.bond().requestId()).collect(Collectors.toSet());
    Map<String, UsageRecord> usage = new HashMap<>();
    ledger
        .usage()
        .read(
            payments.getFirst().createdAt().minus(APART),
            payments.getLast().createdAt().plus(APART),
            record -> {
              if (paid.contains(record.requestId())) {
                usage.put(record.requestId(), record);
              }
            });
    return payments.stream()
        .map(one -> new Receipt(one, Optional.ofNullable(usage.get(one.bond().requestId()))))
        .toList();
  }

  /** What was charged, or shall be; nothing before that is known. In nano-dollars. */
  public OptionalLong chargedNanoUsd() {
    BigInteger maximum = new BigInteger(payment.bond().maximum());
    if (payment.charge().amount().isEmpty() || maximum.signum() == 0) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(
        new BigInteger(payment.charge().amount())
            .multiply(BigInteger.valueOf(payment.bond().mostNanoUsd()))
            .divide(maximum)
            .longValueExact());
  }

  /** Whether the money arrived. */
  public boolean settled() {
    return payment.state() == PaymentState.SETTLED;
  }

  /** Whether it topped up a key instead of paying for a request. */
  public boolean topsUp() {
    return !payment.bond().creditKey().isEmpty();
  }

  /** The candidate that served, or the key that was topped up; empty when there was neither. */
  public String candidateOrKey() {
    return usage.map(record -> record.served().candidate()).orElse(payment.bond().creditKey());
  }

  /** Tokens in, cached ones included. */
  public OptionalLong inputTokens() {
    return tokens()
        .map(tokens -> OptionalLong.of(tokens.input() + tokens.cachedInput()))
        .orElse(OptionalLong.empty());
  }

  /** Tokens out, those of reasoning included. */
  public OptionalLong outputTokens() {
    return tokens()
        .map(tokens -> OptionalLong.of(tokens.output() + tokens.reasoning()))
        .orElse(OptionalLong.empty());
  }

  private Optional<Usage.Tokens> tokens() {
    return usage
        .map(UsageRecord::usage)
        .filter(Usage.Tokens.class::isInstance)
        .map(Usage.Tokens.class::cast);
  }
}
