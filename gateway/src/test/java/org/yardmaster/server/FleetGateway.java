package org.yardmaster.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.yardmaster.ledger.Ledger;
import org.yardmaster.ledger.postgresql.Throwaway;

/** A gateway as a process of its own over a ledger that others share: to be killed. */
final class FleetGateway implements AutoCloseable {
  private final Process process;
  private final URI address;

  private FleetGateway(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /** Starts one over a ledger, a provider, and what else its configuration says. */
  static FleetGateway start(String ledger, URI provider, String config) {
    try {
      Process process =
          new ProcessBuilder(
                  ProcessHandle.current().info().command().orElse("java"),
                  "--enable-native-access=ALL-UNNAMED",
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-Xmx256m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  FleetGateway.class.getName(),
                  ledger,
                  provider.toString(),
                  config)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
      return new FleetGateway(process, URI.create(output.readLine()));
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  URI address(String path) {
    return address.resolve(path);
  }

  /** {@code kill -9}. */
  void kill() throws InterruptedException {
    process.toHandle().destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** Serves until standard input ends; prints its address first. */
  @SuppressWarnings("ClosingStandardOutputStreams")
  public static void main(String[] arguments) throws IOException {
    List<GatewayFixture.Member> members =
        List.of(new GatewayFixture.Member("large", URI.create(arguments[1])));
    try (Ledger ledger = Throwaway.open(arguments[0]);
        GatewayFixture gateway = new GatewayFixture(members, arguments[2], ledger)) {
      System.out.println(gateway.address("/"));
      System.out.flush();
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }
}
