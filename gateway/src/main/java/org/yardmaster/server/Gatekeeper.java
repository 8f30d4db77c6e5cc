package org.yardmaster.server;

import io.helidon.webserver.http.ServerRequest;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yardmaster.ledger.Authentication;
import org.yardmaster.ledger.ClientKey;
import org.yardmaster.ledger.KeyToken;
import org.yardmaster.ledger.Ledger;

/**
 * Who may come in: no page of a browser, no host name that the server does not answer to, and,
 * where keys are asked for, nobody without one. Somebody who guesses keys has to wait.
 */
final class Gatekeeper {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Ledger ledger;
  private final Clock clock;
  private final boolean loopbackOnly;
  private final KeyGuesses guesses;

  /**
   * A gatekeeper.
   *
   * @param loopbackOnly whether the server listens on loopback: then other host names come from a
   *     page that had its name resolved to here
   */
  Gatekeeper(Ledger ledger, Clock clock, boolean loopbackOnly) {
    this.ledger = ledger;
    this.clock = clock;
    this.loopbackOnly = loopbackOnly;
    this.guesses = new KeyGuesses(clock);
  }

  /**
   * Lets a request in.
   *
   * @param payable whether who has no key may pay instead
   * @throws ApiProblem 401, 403 or 429
   */
  Caller admit(ServerRequest request, String route, boolean keysRequired, boolean payable) {
    requireNoBrowser(request);
    if (!keysRequired && !payable) {
      return Caller.ANYBODY;
    }
    Optional<String> token = token(request);
    if (payable && token.filter(text -> text.startsWith(KeyToken.START)).isEmpty()) {
      return Caller.PAYING;
    }
    ClientKey key = key(request.remotePeer().host(), token.orElseThrow(ApiProblem::unauthorised));
    if (!key.terms().allowsRoute(route)) {
      throw new ApiProblem(
          403,
          "permission_error",
          "route_not_allowed",
          "This key may not call %s.".formatted(route));
    }
    return Caller.of(key);
  }

  /** Only a key that nobody ever had is a guess: one that has ended is a client's to renew. */
  private ClientKey key(String address, String token) {
    String hash = KeyToken.hash(token);
    if (guesses.mustWait(address, hash)) {
      throw new ApiProblem(
          429,
          "rate_limit_error",
          "too_many_wrong_keys",
          "Too many wrong keys from this address.",
          Map.of(),
          Optional.of(KeyGuesses.WINDOW));
    }
    return switch (ledger.authenticate(token, clock.instant())) {
      case Authentication.Accepted accepted -> {
        guesses.accepted(address, hash);
        yield accepted.key();
      }
      case Authentication.Rejected rejected -> {
        if (rejected.reason() == Authentication.Reason.UNKNOWN) {
          guesses.guessed(address);
        }
        throw ApiProblem.unauthorised();
      }
    };
  }

  void requireNoBrowser(ServerRequest request) {
    if (HttpFront.header(request, "origin").isPresent()) {
      throw new ApiProblem(
          403,
          "permission_error",
          "cross_origin",
          "Requests from web pages are not served: a page would need a key that anybody can read.");
    }
    String host = request.authority().toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", "");
    if (loopbackOnly && !LOOPBACK.contains(host)) {
      throw new ApiProblem(
          403, "permission_error", "unknown_host", "This server answers to localhost only.");
    }
  }

  private static Optional<String> token(ServerRequest request) {
    Optional<String> bearer =
        HttpFront.header(request, "authorization")
            .filter(text -> text.regionMatches(true, 0, "Bearer ", 0, 7))
            .map(text -> text.substring(7).strip());
    return bearer
        .or(() -> HttpFront.header(request, "x-api-key").map(String::strip))
        .filter(text -> !text.isEmpty() && text.length() <= 512);
  }
}
