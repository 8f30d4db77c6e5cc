package org.yardmaster.server;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.yardmaster.config.ServingCandidate;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Fault;
import org.yardmaster.outcome.Usage;
import org.yardmaster.upstream.Exchange;
import org.yardmaster.upstream.RetryAfter;

/** What a provider's failure means for the next step. */
final class Failures {
  private static final Usage FREE = new Usage.Tokens(0, 0, 0, 0, true);

  private Failures() {}

  /**
   * A failure.
   *
   * @param hopeless whether it lies in the request, so that nobody else needs to be asked
   */
  record Failure(Completion.Failed failure, Optional<Duration> retryAfter, boolean hopeless) {
    Failure {
      requireNonNull(failure, "failure is null");
      requireNonNull(retryAfter, "retryAfter is null");
    }
  }

  static Failure of(ServingCandidate candidate, Exchange.Broken broken) {
    Fault fault =
        switch (broken.cause()) {
          case NAME, CONNECT, TLS, LOST -> Fault.CONNECTION;
          case TIMEOUT, INTERRUPTED, STOPPED -> Fault.TIMEOUT;
          case TOO_LARGE, ENCODING -> Fault.BAD_RESPONSE;
        };
    String message =
        "%s: %s"
            .formatted(
                broken.cause().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                candidate.endpoint().redact(broken.message()));
    Usage usage = broken.cause().maybeServed() ? new Usage.Unknown() : FREE;
    return new Failure(new Completion.Failed(fault, message, usage), Optional.empty(), false);
  }

  static Failure of(ServingCandidate candidate, Exchange.Answered answered, Instant now) {
    int status = answered.status();
    Completion completion = candidate.endpoint().error(status, answered.body().text());
    return of(completion, status, RetryAfter.read(answered.headers(), now));
  }

  /** A request that a provider refuses for its content is not offered to the next one. */
  static Failure of(Completion completion, int status, Optional<Duration> retryAfter) {
    return switch (completion) {
      case Completion.Failed failed -> new Failure(failed, retryAfter, hopeless(failed, status));
      case Completion.Refused refused ->
          new Failure(
              new Completion.Failed(Fault.BAD_REQUEST, refused.text(), refused.usage()),
              Optional.empty(),
              true);
      case Completion.Completed done -> unexpected(done.usage());
      case Completion.Unpublished nothing -> unexpected(nothing.usage());
    };
  }

  private static Failure unexpected(Usage usage) {
    return new Failure(
        new Completion.Failed(Fault.BAD_RESPONSE, "an answer where an error was due", usage),
        Optional.empty(),
        false);
  }

  /** A model that another provider does not have, or a prompt too long for it, is not hopeless. */
  private static boolean hopeless(Completion.Failed failed, int status) {
    String words = failed.message().toLowerCase(Locale.ROOT);
    boolean size =
        words.contains("context")
            || words.contains("too long")
            || words.contains("too large")
            || words.contains("maximum number of tokens");
    return failed.fault() == Fault.BAD_REQUEST && (status == 400 || status == 422) && !size;
  }

  /** What is wrong with a stream that was relayed, if anything. */
  static Optional<Failure> of(
      ServingCandidate candidate,
      Exchange exchange,
      StreamRelay relay,
      Optional<ClientGuard.Cause> cause) {
    if (relay.failure().isPresent()) {
      return Optional.of(of(relay.failure().get(), 0, Optional.empty()));
    }
    if (relay.whole()) {
      return Optional.empty();
    }
    if (cause.isPresent()) {
      return Optional.of(timeout("no content within the time allowed for the first token"));
    }
    return Optional.of(
        switch (exchange) {
          case Exchange.Broken broken -> of(candidate, broken);
          case Exchange.Answered answered ->
              new Failure(
                  new Completion.Failed(
                      Fault.BAD_RESPONSE,
                      "the stream ended before the answer did",
                      new Usage.Unknown()),
                  Optional.empty(),
                  false);
        });
  }

  private static Failure timeout(String message) {
    return new Failure(
        new Completion.Failed(Fault.TIMEOUT, message, new Usage.Unknown()),
        Optional.empty(),
        false);
  }
}
