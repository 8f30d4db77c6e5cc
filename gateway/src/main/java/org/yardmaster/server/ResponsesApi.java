package org.yardmaster.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.yardmaster.dialect.ChatJson;
import org.yardmaster.dialect.ResponsesAnswer;
import org.yardmaster.dialect.ResponsesEvents;
import org.yardmaster.dialect.ResponsesRequest;
import org.yardmaster.provider.Endpoint;

/** OpenAI's {@code /v1/responses}: text, function tools, JSON; nothing that a provider hosts. */
final class ResponsesApi implements ChatApi {
  private final ResponseMemory memory;

  ResponsesApi(ResponseMemory memory) {
    this.memory = memory;
  }

  @Override
  public String route() {
    return "responses";
  }

  @Override
  public ChatExchange read(ObjectNode body, Incoming in) {
    String key = in.caller().keyId();
    ResponsesRequest.Read read = ResponsesRequest.read(body, memory.of(key));
    ResponsesAnswer answer =
        new ResponsesAnswer(
            body, "resp_" + in.requestId().replace("ym-", ""), in.at().getEpochSecond());
    boolean keeping = body.path("store").asBoolean(true);
    String parent = ChatJson.text(body, "previous_response_id");
    return new Translated(
        read.chat(),
        answer,
        response -> {
          if (keeping) {
            memory.keep(key, parent, read.own(), response);
          }
        });
  }

  /** Takes what was answered. */
  private interface Keeper {
    void keep(ObjectNode response);
  }

  private record Translated(ObjectNode chat, ResponsesAnswer written, Keeper keeper)
      implements ChatExchange {
    @Override
    public Optional<Endpoint.Format> spoken() {
      return Optional.empty();
    }

    @Override
    public ObjectNode receipted(ObjectNode answer, Receipt receipt) {
      return answer(answer, receipt);
    }

    @Override
    public ObjectNode answer(ObjectNode completion, Receipt receipt) {
      receipt.putInto(completion.withObject("/usage"));
      ObjectNode response = written.of(completion);
      keeper.keep(response);
      return response;
    }

    @Override
    public StreamFormat stream(boolean usageWanted) {
      return new Events(new ResponsesEvents(written), keeper);
    }
  }

  @Override
  public ObjectNode error(ApiProblem problem) {
    return ChatCompletionsApi.written(problem);
  }

  private record Events(ResponsesEvents events, Keeper keeper) implements StreamFormat {
    @Override
    public List<String> chunk(ObjectNode chunk) {
      return StreamFormat.named(events.chunk(chunk));
    }

    @Override
    public List<String> end(ObjectNode usage, Receipt receipt) {
      receipt.putInto(usage);
      List<ObjectNode> last = events.end(usage);
      if (last.getLast().path("response") instanceof ObjectNode response) {
        keeper.keep(response);
      }
      return StreamFormat.named(last);
    }

    @Override
    public List<String> error(ApiProblem problem) {
      return StreamFormat.named(events.failed(problem.code(), problem.message()));
    }
  }
}
