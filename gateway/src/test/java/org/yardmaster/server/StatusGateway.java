package org.yardmaster.server;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.yardmaster.provider.stub.FaultyServer;
import org.yardmaster.provider.stub.StubProvider;

/**
 * A gateway whose names attack whoever shows them, after some traffic, for a browser to look at its
 * status page.
 */
public final class StatusGateway {
  private static final String IMAGE = "<img src=x onerror=\"document.title='taken'\">";
  private static final String SCRIPT = "</td></table><script>document.title='taken'</script>";

  private StatusGateway() {}

  /** Serves until standard input ends; prints the status page's address first. */
  public static void main(String[] arguments) throws IOException {
    try (StubProvider stub = new StubProvider();
        FaultyServer broken =
            new FaultyServer(
                FaultyServer.response("500 Oops", "Content-Type: application/json\r\n", "{}"));
        GatewayFixture gateway =
            new GatewayFixture(
                List.of(
                    new GatewayFixture.Member("broken " + IMAGE, broken.address()),
                    new GatewayFixture.Member("large", stub.address()),
                    new GatewayFixture.Member("small " + SCRIPT, stub.address())),
                """
                admin: {port: 0}
                routing:
                  reference: large
                  shadow: other.yard
                  experiment: {name: spring, policy: other.yard, share: 0.3, by: conversation}
                failover: {attempts: 1, failures: 3, restSeconds: 600}
                limits:
                  - {per: month, usd: 10}
                  - {by: {tag: "*"}, per: day, usd: 0.02}
                """)) {
      for (int call = 0; call < 30; call++) {
        gateway.chat(
            call % 3 == 0 ? "auto:cheap" : call % 10 == 9 ? SCRIPT : "auto",
            "call " + call,
            ",\"max_tokens\":100,\"tags\":[\"team-%d\",\"%s\"]"
                .formatted(call % 3, IMAGE.replace("\"", "\\\"")));
      }
      System.out.println("http://127.0.0.1:" + gateway.server().adminPort().orElseThrow() + "/");
      System.out.flush();
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }
}
