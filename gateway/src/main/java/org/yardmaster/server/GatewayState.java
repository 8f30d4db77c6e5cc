package org.yardmaster.server;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yardmaster.budget.Limit;
import org.yardmaster.config.GatewayConfig;
import org.yardmaster.config.ServingCandidate;
import org.yardmaster.failover.Failover;
import org.yardmaster.routing.Dispatcher;
import org.yardmaster.routing.Router;

/** Everything that a reload replaces at once; a request keeps the one that it began with. */
record GatewayState(GatewayConfig config, Dispatcher dispatcher, Failover failover) {
  GatewayState {
    requireNonNull(config, "config is null");
    requireNonNull(dispatcher, "dispatcher is null");
    requireNonNull(failover, "failover is null");
  }

  /** The acting policy's; all policies share its fleet. */
  Router router() {
    return dispatcher.acting();
  }

  /** The candidate that savings are counted against, where one is named. */
  Optional<ServingCandidate> reference() {
    return config.routing().reference().flatMap(router().fleet()::find);
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
