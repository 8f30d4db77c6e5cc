package org.yardmaster.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.yardmaster.provider.Endpoint;

/** One request and its answer in a client's API, seen from Chat Completions. */
interface ChatExchange {
  /** The request as a Chat Completions request. */
  ObjectNode chat();

  /** The wire format of providers that understand the request as it is. */
  Optional<Endpoint.Format> spoken();

  /** A provider's own answer in {@link #spoken}, the receipt beside its token counts. */
  ObjectNode receipted(ObjectNode answer, Receipt receipt);

  /** A whole answer, the receipt beside its token counts. */
  ObjectNode answer(ObjectNode completion, Receipt receipt);

  /**
   * The format of a stream.
   *
   * @param usageWanted whether the client asked for token counts
   */
  StreamFormat stream(boolean usageWanted);
}
