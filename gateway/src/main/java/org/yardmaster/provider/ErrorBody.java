package org.yardmaster.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Fault;
import org.yardmaster.outcome.Usage;

/** What a provider says when it does not answer, in its own words, and the fault it stands for. */
final class ErrorBody {
  private static final int LONGEST = 500;
  private static final Usage FREE = new Usage.Tokens(0, 0, 0, 0, true);

  private ErrorBody() {}

  /** The completion of a response whose status is not a success. */
  static Completion completion(int status, String text) {
    JsonNode error = error(text);
    String message = "HTTP %d%s".formatted(status, words(error, text));
    if (refused(error)) {
      return new Completion.Refused(message, FREE);
    }
    Usage usage = maybeServed(status) ? new Usage.Unknown() : FREE;
    return new Completion.Failed(fault(status, error), message, usage);
  }

  /**
   * The completion of an error told inside a response that had begun as a success. What was counted
   * until then is not the whole bill: the usage is unknown.
   */
  static Completion midway(JsonNode error) {
    Usage usage = new Usage.Unknown();
    int status = error.path("code").isInt() ? error.path("code").intValue() : 0;
    Fault fault = status >= 400 ? fault(status, error) : ofType(error);
    String message = "error after status 200" + words(error, error.toString());
    return refused(error)
        ? new Completion.Refused(message, usage)
        : new Completion.Failed(fault, message, usage);
  }

  private static JsonNode error(String text) {
    JsonNode body = WireJson.any(text).orElse(WireJson.object());
    JsonNode first = body.isArray() ? body.path(0) : body;
    return first.path("error").isMissingNode() ? first : first.path("error");
  }

  private static String words(JsonNode error, String text) {
    String said =
        error.isTextual()
            ? error.textValue()
            : Stream.of("type", "status", "code", "message", "detail")
                .map(error::path)
                .filter(JsonNode::isValueNode)
                .map(JsonNode::asText)
                .filter(word -> !word.isBlank() && !word.equals("null"))
                .distinct()
                .collect(Collectors.joining(", "));
    String told = (said.isEmpty() ? text : said).replaceAll("\\s+", " ").strip();
    String cut = told.length() > LONGEST ? told.substring(0, LONGEST) + "…" : told;
    return cut.isEmpty() ? "" : ": " + cut;
  }

  /** Statuses of a gateway that gave up waiting: the model may have worked on. */
  private static boolean maybeServed(int status) {
    return status == 408 || status == 504 || status == 524;
  }

  private static boolean refused(JsonNode error) {
    return has(error, "content_filter")
        || has(error, "content_policy_violation")
        || error.path("metadata").path("reasons").isArray();
  }

  private static boolean has(JsonNode error, String code) {
    return WireJson.text(error, "code").equals(code) || WireJson.text(error, "type").equals(code);
  }

  private static Fault fault(int status, JsonNode error) {
    return switch (status) {
      case 401, 403 -> Fault.UNAUTHORISED;
      case 402 -> Fault.BUDGET;
      case 408, 504, 524 -> Fault.TIMEOUT;
      case 429 -> has(error, "insufficient_quota") ? Fault.BUDGET : Fault.RATE_LIMITED;
      default -> {
        if (status >= 500) {
          yield Fault.SERVER_ERROR;
        }
        if (status >= 400) {
          yield wrongKey(error) ? Fault.UNAUTHORISED : Fault.BAD_REQUEST;
        }
        yield Fault.BAD_RESPONSE;
      }
    };
  }

  /** Gemini answers 400 to a key that it does not know. */
  private static boolean wrongKey(JsonNode error) {
    return error
        .path("details")
        .valueStream()
        .anyMatch(detail -> WireJson.text(detail, "reason").startsWith("API_KEY_"));
  }

  private static Fault ofType(JsonNode error) {
    return switch (WireJson.text(error, "type")) {
      case "rate_limit_error", "rate_limit_exceeded" -> Fault.RATE_LIMITED;
      case "overloaded_error", "api_error", "server_error" -> Fault.SERVER_ERROR;
      case "authentication_error", "permission_error" -> Fault.UNAUTHORISED;
      default -> Fault.BAD_RESPONSE;
    };
  }
}
