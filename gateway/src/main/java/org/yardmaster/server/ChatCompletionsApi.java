package org.yardmaster.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yardmaster.dialect.ChatJson;
import org.yardmaster.provider.Endpoint;

/** OpenAI's {@code /v1/chat/completions}. */
final class ChatCompletionsApi implements ChatApi {
  @Override
  public String route() {
    return "chat";
  }

  @Override
  public ChatExchange read(ObjectNode body, Incoming in) {
    return new Plain(body);
  }

  /** The common tongue itself: nothing is translated. */
  private record Plain(ObjectNode chat) implements ChatExchange {
    @Override
    public Optional<Endpoint.Format> spoken() {
      return Optional.of(Endpoint.Format.OPENAI);
    }

    @Override
    public ObjectNode receipted(ObjectNode answer, Receipt receipt) {
      return answer(answer, receipt);
    }

    @Override
    public ObjectNode answer(ObjectNode completion, Receipt receipt) {
      receipt.putInto(completion.withObject("/usage"));
      return completion;
    }

    @Override
    public StreamFormat stream(boolean usageWanted) {
      return new Events(usageWanted);
    }
  }

  @Override
  public ObjectNode error(ApiProblem problem) {
    return written(problem);
  }

  /** OpenAI's error object, with the details of a limit beside the message. */
  static ObjectNode written(ApiProblem problem) {
    ObjectNode root = ChatJson.object();
    ObjectNode error = root.putObject("error");
    error.put("message", problem.message()).put("type", problem.type());
    error.putNull("param").put("code", problem.code());
    problem.details().forEach(error::put);
    return root;
  }

  static String event(ObjectNode data) {
    return "data: " + data + "\n\n";
  }

  private static final class Events implements StreamFormat {
    private final boolean usageWanted;
    private Optional<ObjectNode> last = Optional.empty();

    Events(boolean usageWanted) {
      this.usageWanted = usageWanted;
    }

    @Override
    public List<String> chunk(ObjectNode chunk) {
      last = Optional.of(chunk);
      return List.of(event(chunk));
    }

    @Override
    public List<String> end(ObjectNode usage, Receipt receipt) {
      List<String> events = new ArrayList<>();
      if (usageWanted) {
        ObjectNode chunk = ChatJson.object();
        last.ifPresent(
            frame -> {
              for (String field : List.of("id", "object", "created", "model")) {
                if (frame.has(field)) {
                  chunk.set(field, frame.get(field));
                }
              }
            });
        chunk.putArray("choices");
        receipt.putInto(usage);
        chunk.set("usage", usage);
        events.add(event(chunk));
      }
      events.add("data: [DONE]\n\n");
      return events;
    }

    @Override
    public List<String> error(ApiProblem problem) {
      return List.of(event(written(problem)));
    }
  }
}
