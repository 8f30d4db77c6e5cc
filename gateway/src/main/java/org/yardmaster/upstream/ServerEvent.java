package org.yardmaster.upstream;

import static java.util.Objects.requireNonNull;

/**
 * One server-sent event.
 *
 * @param name the {@code event} field; empty when there is none
 * @param data all {@code data} lines, joined by line feeds
 * @param arrivedNanos from sending the request until its last byte was here
 */
public record ServerEvent(String name, String data, long arrivedNanos) {
  public ServerEvent {
    requireNonNull(name, "name is null");
    requireNonNull(data, "data is null");
  }
}
