package org.yardmaster.server;

import java.util.function.Supplier;

/** The state that new requests begin with. */
final class LiveState implements Supplier<GatewayState> {
  private volatile GatewayState state;

  LiveState(GatewayState first) {
    this.state = first;
  }

  @Override
  public GatewayState get() {
    return state;
  }

  void replace(GatewayState next) {
    state = next;
  }
}
