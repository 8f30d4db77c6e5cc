package org.yardmaster.speed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.yardmaster.ledger.KeyTerms;
import org.yardmaster.ledger.Ledger;
import org.yardmaster.ledger.sqlite.SqliteLedger;
import org.yardmaster.policyfile.PolicyFile;
import org.yardmaster.server.GatewayServer;
import org.yardmaster.server.LogLines;
import org.yardmaster.server.SpeedPolicy;
import org.yardmaster.server.StateSource;
import org.yardmaster.upstream.HttpUpstream;

/**
 * The gateway as it is used: a policy routes between two candidates, a key is checked, three limits
 * are held and every request is metered in SQLite, one log line each. Arguments: port, address of
 * the provider, folder to work in. Prints the key.
 */
public final class SpeedGateway {
  private SpeedGateway() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(Path.of(arguments[2]));
    Path policy = folder.resolve("policy.yard");
    PolicyFile.write(SpeedPolicy.of(List.of("large", "small")), policy);
    Path config = Files.writeString(folder.resolve("gateway.yaml"), config(arguments));
    try (HttpUpstream network = new HttpUpstream();
        Ledger ledger = SqliteLedger.open(folder.resolve("ledger.sqlite"));
        LogLines log = LogLines.to(Files.newOutputStream(folder.resolve("log.jsonl")));
        GatewayServer server =
            GatewayServer.start(
                new GatewayServer.Setup(
                    new StateSource(
                        policy,
                        Optional.of(config),
                        network,
                        name -> Optional.of("provider-key"),
                        Clock.systemUTC()),
                    ledger,
                    Clock.systemUTC(),
                    Optional.empty(),
                    false,
                    log,
                    SpeedGateway::tell))) {
      System.out.println(
          ledger.keys().create("speed", KeyTerms.OPEN, Instant.now()).token().reveal());
      System.out.println(server.port());
      System.out.flush();
      Thread.currentThread().join();
    }
  }

  private static void tell(String message) {
    System.err.println(message);
  }

  private static String config(String[] arguments) {
    return """
    listen: {port: %s}
    ledger: ledger.sqlite
    keys: {required: true}
    limits:
      - {per: total, usd: 1000000}
      - {by: {key: "*"}, per: day, usd: 1000000}
      - {by: {model: "*"}, per: month, usd: 1000000}
    routing: {reference: large}
    candidates:
      - {id: large, provider: stub, model: large-model, baseUrl: "%2$s", keyVariable: KEY}
      - {id: small, provider: stub, model: small-model, baseUrl: "%2$s", keyVariable: KEY}
    prices:
      - {model: large-model, inputUsdPerMillion: 4, outputUsdPerMillion: 4, validFrom: 2026-01-01, source: test}
      - {model: small-model, inputUsdPerMillion: 1, outputUsdPerMillion: 1, validFrom: 2026-01-01, source: test}
    """
        .formatted(arguments[0], arguments[1]);
  }
}
