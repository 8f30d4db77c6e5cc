package org.yardmaster.server;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.yardmaster.budget.Limit;
import org.yardmaster.config.GatewayConfig;
import org.yardmaster.failover.Failover;
import org.yardmaster.routing.Router;

/** Everything that a reload replaces at once; a request keeps the one that it began with. */
record GatewayState(GatewayConfig config, Router router, Failover failover) {
  GatewayState {
    requireNonNull(config, "config is null");
    requireNonNull(router, "router is null");
    requireNonNull(failover, "failover is null");
  }

  /** The gateway's limits and the key's. */
  List<Limit> limits(Caller caller) {
    if (caller.limits().isEmpty()) {
      return config.limits();
    }
    List<Limit> limits = new ArrayList<>(config.limits());
    limits.addAll(caller.limits());
    return limits;
  }
}
