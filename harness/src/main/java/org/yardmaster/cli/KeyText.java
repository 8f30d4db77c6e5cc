package org.yardmaster.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.yardmaster.budget.LimitText;
import org.yardmaster.ledger.Billing;
import org.yardmaster.ledger.ClientKey;
import org.yardmaster.ledger.IssuedKey;
import org.yardmaster.price.Usd;
import picocli.CommandLine.Model.CommandSpec;

/** How keys are written on the command line. */
final class KeyText {
  private static final Set<String> ROUTES =
      new TreeSet<>(Set.of("chat", "messages", "responses", "embeddings"));

  private KeyText() {}

  static Set<String> knownRoutes(Set<String> routes) {
    for (String route : routes) {
      if (!ROUTES.contains(route)) {
        throw new IllegalArgumentException(
            "Found route (%s); expected some of %s.".formatted(route, ROUTES));
      }
    }
    return routes;
  }

  /** An instant to come, or a time from now. */
  static Instant end(String text, Instant now) {
    Instant end = instant(text, now);
    if (!end.isAfter(now)) {
      throw new IllegalArgumentException(
          "Found (%s), which has passed; expected a time to come, such as 90d or 12h."
              .formatted(text));
    }
    return end;
  }

  private static Instant instant(String text, Instant now) {
    if (text.matches("\\d{1,6}[smhd]")) {
      return now.plus(duration(text));
    }
    try {
      return Instant.parse(text);
    } catch (DateTimeException fault) {
      throw new IllegalArgumentException(
          "Found (%s); expected a time such as 90d, 12h or 2027-01-01T00:00:00Z.".formatted(text),
          fault);
    }
  }

  /** A length of time: {@code 30s}, {@code 5m}, {@code 12h}, {@code 90d}. */
  static Duration duration(String text) {
    if (!text.matches("\\d{1,6}[smhd]")) {
      throw new IllegalArgumentException(
          "Found (%s); expected a length of time such as 30s, 5m, 12h or 90d.".formatted(text));
    }
    long amount = Long.parseLong(text.substring(0, text.length() - 1));
    return switch (text.charAt(text.length() - 1)) {
      case 's' -> Duration.ofSeconds(amount);
      case 'm' -> Duration.ofMinutes(amount);
      case 'h' -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  static void printIssued(CommandSpec spec, JsonOption json, IssuedKey issued) {
    PrintWriter out = spec.commandLine().getOut();
    if (json.wanted) {
      out.println(JsonOption.pretty(asJson(issued.key()).put("token", issued.token().reveal())));
    } else {
      out.println(issued.token().reveal());
      spec.commandLine()
          .getErr()
          .printf(
              "This is the only time that the key is shown; its id is %s.%n", issued.key().id());
    }
    out.flush();
  }

  static ObjectNode asJson(ClientKey key) {
    ObjectNode node =
        JsonOption.object()
            .put("id", key.id())
            .put("label", key.label())
            .put("prefix", key.prefix())
            .put("createdAt", key.createdAt().toString());
    ArrayNode candidates = node.putArray("candidates");
    key.terms().candidates().forEach(candidates::add);
    ArrayNode routes = node.putArray("routes");
    key.terms().routes().forEach(routes::add);
    ArrayNode limits = node.putArray("limits");
    key.terms()
        .limits()
        .forEach(
            limit ->
                limits
                    .addObject()
                    .put("limit", LimitText.write(limit))
                    .put("zone", limit.zone().getId()));
    key.terms().expiresAt().ifPresent(at -> node.put("expiresAt", at.toString()));
    key.revokedAt().ifPresent(at -> node.put("revokedAt", at.toString()));
    return node.put("prepaid", key.terms().billing() == Billing.PREPAID)
        .put("freeNanoUsd", key.terms().freeNanoUsd())
        .put("toppedUpNanoUsd", key.toppedUpNanoUsd());
  }

  /** The money of a key, in words. */
  static String money(ClientKey key) {
    String free = Usd.text(key.terms().freeNanoUsd()) + " free";
    return switch (key.terms().billing()) {
      case METERED -> "metered, " + free;
      case PREPAID -> "prepaid %s, %s".formatted(Usd.text(key.toppedUpNanoUsd()), free);
    };
  }
}
