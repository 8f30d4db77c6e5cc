package org.yardmaster.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.yardmaster.provider.Endpoint;

/** A client's API for chat, seen from Chat Completions. */
interface ChatApi {
  /** Its name in keys' scopes, logs and metrics. */
  String route();

  /**
   * A request as a Chat Completions request.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  ObjectNode chat(ObjectNode body);

  /** The wire format of providers that understand its requests as they are. */
  Optional<Endpoint.Format> spoken();

  /** A provider's own answer in {@link #spoken}, the receipt beside its token counts. */
  ObjectNode receipted(ObjectNode answer, Receipt receipt);

  /** A whole answer, the receipt beside its token counts. */
  ObjectNode answer(ObjectNode completion, Receipt receipt);

  /**
   * The format of one stream.
   *
   * @param usageWanted whether the client asked for token counts
   */
  StreamFormat stream(boolean usageWanted);

  ObjectNode error(ApiProblem problem);
}
