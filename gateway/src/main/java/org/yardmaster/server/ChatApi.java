package org.yardmaster.server;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A client's API for chat. */
interface ChatApi {
  /** Its name in keys' scopes, logs and metrics. */
  String route();

  /**
   * Reads one request.
   *
   * @param body without the gateway's own fields
   * @throws IllegalArgumentException saying what is wrong
   */
  ChatExchange read(ObjectNode body, Incoming in);

  ObjectNode error(ApiProblem problem);
}
