package org.yardmaster.provider;

import java.util.Map;
import java.util.TreeMap;

/** Hands each call to the client of its candidate. */
public final class Dispatching implements ModelClient {
  private final Map<String, ModelClient> clients;

  /** Clients by candidate id. */
  public Dispatching(Map<String, ModelClient> clients) {
    this.clients = new TreeMap<>(clients);
  }

  /**
   * Makes the call.
   *
   * @throws IllegalArgumentException when the candidate has no client
   */
  @Override
  public Reply call(Call call) {
    ModelClient client = clients.get(call.candidate().id());
    if (client == null) {
      throw new IllegalArgumentException(
          "There is no client for candidate (%s); there are %s."
              .formatted(call.candidate().id(), clients.keySet()));
    }
    return client.call(call);
  }
}
