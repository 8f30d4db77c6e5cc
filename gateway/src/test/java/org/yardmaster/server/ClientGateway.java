package org.yardmaster.server;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import org.yardmaster.ledger.KeyTerms;
import org.yardmaster.provider.stub.StubProvider;

/** A gateway with keys and a budget before stub providers, for clients that are not in Java. */
public final class ClientGateway {
  private ClientGateway() {}

  /** Serves until standard input ends; prints its address and a key first. */
  public static void main(String[] arguments) throws IOException {
    try (StubProvider stub = new StubProvider();
        GatewayFixture gateway =
            new GatewayFixture(
                List.of(
                    new GatewayFixture.Member("gpt", stub.address()),
                    GatewayFixture.Member.claude(stub, "")),
                """
                  - {model: e5, inputUsdPerMillion: 0.1, outputUsdPerMillion: 0, validFrom: 2026-01-01, source: test}
                embeddings:
                  - {id: embed, provider: stub, model: e5, baseUrl: '%s/v1', keyVariable: STUB_KEY}
                keys: {required: true}
                limits:
                  - {by: {key: '*'}, per: day, usd: 5}
                """
                    .formatted(stub.address()))) {
      String token =
          gateway.ledger.keys().create("clients", KeyTerms.OPEN, Instant.now()).token().reveal();
      System.out.println(gateway.address("") + " " + token);
      System.out.flush();
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }
}
