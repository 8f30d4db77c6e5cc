package org.yardmaster.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.yardmaster.provider.stub.StubProvider;

/** What becomes of a port, its connections, and requests before any endpoint has them. */
@Timeout(60)
final class PortTest {
  private static StubProvider stub;
  private static List<GatewayFixture.Member> members;

  @BeforeAll
  static void start() {
    stub = new StubProvider();
    members = List.of(new GatewayFixture.Member("one", stub.address()));
  }

  @AfterAll
  static void stop() {
    stub.close();
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  @Test
  void aPortInUseIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String config = "listen: {port: %d}\n".formatted(taken.getLocalPort());
      assertThatThrownBy(() -> GatewayFixture.listening(members, config))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
          .hasMessageContaining("in use")
          .hasMessageContaining("change listen");
    }
  }

  @Test
  void whereTheOperatorsPortIsInUseNoPortIsOpen() throws Exception {
    int port = freePort();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String config =
          "listen: {port: %d}\nadmin: {port: %d}\n".formatted(port, taken.getLocalPort());
      assertThatThrownBy(() -> GatewayFixture.listening(members, config))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
          .hasMessageContaining("change admin");
      try (ServerSocket again = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        assertThat(again.getLocalPort()).isEqualTo(port);
      }
    }
  }
}
