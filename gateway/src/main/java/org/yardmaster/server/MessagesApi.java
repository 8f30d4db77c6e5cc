package org.yardmaster.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.yardmaster.dialect.ChatJson;
import org.yardmaster.dialect.MessagesAnswer;
import org.yardmaster.dialect.MessagesEvents;
import org.yardmaster.dialect.MessagesRequest;
import org.yardmaster.provider.Endpoint;

/** Anthropic's {@code /v1/messages}; providers that speak it get the request as it came. */
final class MessagesApi implements ChatApi {
  @Override
  public String route() {
    return "messages";
  }

  @Override
  public ChatExchange read(ObjectNode body, Incoming in) {
    return new Translated(MessagesRequest.chat(body));
  }

  private record Translated(ObjectNode chat) implements ChatExchange {
    @Override
    public Optional<Endpoint.Format> spoken() {
      return Optional.of(Endpoint.Format.ANTHROPIC);
    }

    @Override
    public ObjectNode answer(ObjectNode completion, Receipt receipt) {
      return receipted(MessagesAnswer.of(completion), receipt);
    }

    @Override
    public ObjectNode receipted(ObjectNode answer, Receipt receipt) {
      receipt.putInto(answer.withObject("/usage"));
      return answer;
    }

    @Override
    public StreamFormat stream(boolean usageWanted) {
      return new Events();
    }
  }

  @Override
  public ObjectNode error(ApiProblem problem) {
    return written(problem);
  }

  static ObjectNode written(ApiProblem problem) {
    ObjectNode root = ChatJson.object().put("type", "error");
    ObjectNode error = root.putObject("error").put("type", type(problem.status()));
    error.put("message", problem.message()).put("code", problem.code());
    problem.details().forEach(error::put);
    return root;
  }

  private static String type(int status) {
    return switch (status) {
      case 400, 405, 415 -> "invalid_request_error";
      case 401 -> "authentication_error";
      case 402 -> "billing_error";
      case 403 -> "permission_error";
      case 404 -> "not_found_error";
      case 413 -> "request_too_large";
      case 429 -> "rate_limit_error";
      case 408, 504 -> "timeout_error";
      default -> "api_error";
    };
  }

  private static final class Events implements StreamFormat {
    private final MessagesEvents events = new MessagesEvents();

    @Override
    public List<String> chunk(ObjectNode chunk) {
      return StreamFormat.named(events.chunk(chunk));
    }

    @Override
    public List<String> end(ObjectNode usage, Receipt receipt) {
      receipt.putInto(usage);
      return StreamFormat.named(events.end(usage));
    }

    @Override
    public List<String> error(ApiProblem problem) {
      return StreamFormat.named(List.of(MessagesApi.written(problem)));
    }
  }
}
