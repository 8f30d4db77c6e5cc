package org.yardmaster.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yardmaster.budget.Limit;
import org.yardmaster.ledger.place.LedgerPlace;
import org.yardmaster.payment.PaymentTerms;
import org.yardmaster.provider.ConfiguredCandidate;
import org.yardmaster.provider.RateLimits;
import org.yardmaster.telemetry.TelemetrySpec;

/**
 * Everything that a person chose for one gateway.
 *
 * @param candidates who can be asked, beside the policy's simulated ones
 * @param embeddings who can be asked for embeddings; those of one model stand in for one another
 * @param providerLimits rate limits that all candidates of a provider share
 * @param ledger of keys, budgets and usage; without one nothing of that is kept
 * @param keysRequired whether a request needs a key of the ledger
 * @param limits budgets
 * @param responses how much of {@code /v1/responses} is remembered for later requests
 * @param journal where calls that the policy routed are logged; empty: nowhere
 * @param telemetry where spans go; empty: none are made
 * @param payments what is taken instead of keys; empty: nothing
 */
public record GatewayConfig(
    Listen listen,
    Optional<Admin> admin,
    List<ConfiguredCandidate> candidates,
    List<ConfiguredCandidate> embeddings,
    Map<String, RateLimits> providerLimits,
    Optional<LedgerPlace> ledger,
    boolean keysRequired,
    List<Limit> limits,
    Optional<Logbook> journal,
    Optional<TelemetrySpec> telemetry,
    Routing routing,
    Traffic traffic,
    Memory responses,
    Patience patience,
    Bounds bounds,
    Optional<PaymentTerms> payments) {
  public GatewayConfig {
    requireNonNull(listen, "listen is null");
    requireNonNull(admin, "admin is null");
    candidates = List.copyOf(candidates);
    embeddings = List.copyOf(embeddings);
    providerLimits = Map.copyOf(providerLimits);
    requireNonNull(ledger, "ledger is null");
    limits = List.copyOf(limits);
    requireNonNull(journal, "journal is null");
    requireNonNull(telemetry, "telemetry is null");
    requireNonNull(routing, "routing is null");
    requireNonNull(traffic, "traffic is null");
    requireNonNull(responses, "responses is null");
    requireNonNull(patience, "patience is null");
    requireNonNull(bounds, "bounds is null");
    requireNonNull(payments, "payments is null");
  }

  /** Nothing configured: loopback, no keys, no budgets, the policy's simulated candidates. */
  public static GatewayConfig standard() {
    return new GatewayConfig(
        Listen.STANDARD,
        Optional.empty(),
        List.of(),
        List.of(),
        Map.of(),
        Optional.empty(),
        false,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Routing.STANDARD,
        Traffic.STANDARD,
        Memory.STANDARD,
        Patience.STANDARD,
        Bounds.STANDARD,
        Optional.empty());
  }

  /**
   * Where to listen.
   *
   * @param port 0 for any free one
   * @param tls certificate and key; without them it speaks plain HTTP
   */
  public record Listen(String host, int port, Optional<TlsFiles> tls) {
    /** Loopback only, without TLS. */
    public static final Listen STANDARD = new Listen("127.0.0.1", 8080, Optional.empty());

    public Listen {
      requireNonNull(host, "host is null");
      requireNonNull(tls, "tls is null");
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException("Port (%d) is not in 0 to 65535.".formatted(port));
      }
    }
  }

  /**
   * Where calls are logged.
   *
   * @param texts whether prompts and answers are kept, redacted
   */
  public record Logbook(Path folder, boolean texts) {
    public Logbook {
      requireNonNull(folder, "folder is null");
    }
  }

  /**
   * Answers that later requests may refer to.
   *
   * @param life since they were last referred to
   * @param bytes of all; 0: none are kept
   */
  public record Memory(Duration life, long bytes) {
    /** An hour, 64 MiB. */
    public static final Memory STANDARD = new Memory(Duration.ofHours(1), 64L << 20);

    public Memory {
      if (!life.isPositive() || bytes < 0) {
        throw new IllegalArgumentException("A memory needs a positive life and no negative size.");
      }
    }
  }

  /**
   * The operators' own port.
   *
   * @param keyVariable environment variable with the key that it asks for
   */
  public record Admin(Listen listen, Optional<String> keyVariable) {
    public Admin {
      requireNonNull(listen, "listen is null");
      requireNonNull(keyVariable, "keyVariable is null");
    }
  }

  /**
   * How requests are spread.
   *
   * @param reference candidate that savings are counted against; empty: none
   * @param presets {@code auto:NAME} to a cost-quality tradeoff from 0 to 10
   * @param maxTokens answer tokens where the request sets no limit
   * @param tiers what another gateway's tier stands for here: a candidate's id
   * @param regions where candidates may run; empty: anywhere
   * @param downgrade whether a request over budget goes to candidates that still fit
   * @param abandonedInFull whether a whole answer whose client left is booked at its worst case;
   *     otherwise at the cost of its prompt
   */
  public record Routing(
      Optional<String> reference,
      Map<String, Double> presets,
      long maxTokens,
      Map<String, String> tiers,
      List<String> regions,
      boolean downgrade,
      boolean abandonedInFull) {
    /** Presets cheap, balanced and best; 4,096 tokens; a request over budget is refused. */
    public static final Routing STANDARD =
        new Routing(
            Optional.empty(),
            Map.of("cheap", 8.0, "balanced", 5.0, "best", 0.0),
            4_096,
            Map.of(),
            List.of(),
            false,
            false);

    public Routing {
      requireNonNull(reference, "reference is null");
      presets = Map.copyOf(presets);
      tiers = Map.copyOf(tiers);
      regions = List.copyOf(regions);
      if (maxTokens < 1) {
        throw new IllegalArgumentException(
            "maxTokens (%d) must be 1 or more.".formatted(maxTokens));
      }
    }
  }

  /**
   * How long and how often candidates are tried.
   *
   * @param attempts per candidate at most
   * @param attempt one attempt may take
   * @param firstToken may pass until a stream brings content
   * @param total the request may take
   * @param failures in a row that open a candidate's circuit
   * @param rest of an open circuit until its probe
   */
  public record Patience(
      int attempts,
      Duration attempt,
      Duration firstToken,
      Duration total,
      int failures,
      Duration rest) {
    /** Two attempts each, two minutes per attempt, 30 s to the first token, five minutes. */
    public static final Patience STANDARD =
        new Patience(
            2,
            Duration.ofMinutes(2),
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            5,
            Duration.ofSeconds(10));

    public Patience {
      if (attempts < 1
          || failures < 1
          || !attempt.isPositive()
          || !firstToken.isPositive()
          || !total.isPositive()
          || !rest.isPositive()) {
        throw new IllegalArgumentException("Every count and time of failover must be positive.");
      }
    }
  }

  /**
   * What a client may send.
   *
   * @param bodyBytes of a request at most
   * @param body time for it to arrive
   * @param connection time for the next request of a connection to begin
   * @param concurrent requests in flight
   * @param grace in which everything is still served while {@code /health/ready} says that the
   *     gateway is about to stop
   */
  public record Bounds(
      long bodyBytes, Duration body, Duration connection, int concurrent, Duration grace) {
    /** 8 MiB within 30 s; a minute between requests; 4,096 at once; no grace. */
    public static final Bounds STANDARD =
        new Bounds(8 << 20, Duration.ofSeconds(30), Duration.ofSeconds(60), 4_096, Duration.ZERO);

    public Bounds {
      if (bodyBytes < 1 || !body.isPositive() || !connection.isPositive() || concurrent < 1) {
        throw new IllegalArgumentException("Every bound must be positive.");
      }
      if (grace.isNegative()) {
        throw new IllegalArgumentException("A grace of %s before the end.".formatted(grace));
      }
    }
  }
}
