package org.yardmaster.server;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.yardmaster.dialect.ChatJson;

/** Why a request gets no answer, before it is written in the format of an API. */
public final class ApiProblem extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String type;
  private final String code;
  private final transient Map<String, String> details;
  private final transient Optional<Duration> retryAfter;
  private transient Map<String, String> headers = Map.of();
  private transient ObjectNode beside = ChatJson.object();
  private transient Optional<Progress> progress = Optional.empty();

  ApiProblem(
      int status,
      String type,
      String code,
      String message,
      Map<String, String> details,
      Optional<Duration> retryAfter) {
    super(message, null, false, false);
    this.status = status;
    this.type = requireNonNull(type, "type is null");
    this.code = requireNonNull(code, "code is null");
    this.details = new TreeMap<>(details);
    this.retryAfter = requireNonNull(retryAfter, "retryAfter is null");
  }

  ApiProblem(int status, String type, String code, String message) {
    this(status, type, code, message, Map.of(), Optional.empty());
  }

  /** The same with more headers, and fields beside the error in whatever format it is written. */
  ApiProblem with(Map<String, String> more, ObjectNode fields) {
    ApiProblem problem = new ApiProblem(status, type, code, message(), details, retryAfter);
    problem.headers = new TreeMap<>(headers);
    problem.headers.putAll(more);
    problem.beside = beside.deepCopy().setAll(fields);
    problem.progress = progress;
    return problem;
  }

  /** The same, telling how far the request had come. */
  ApiProblem after(Progress reached) {
    ApiProblem problem = with(reached.headers(), ChatJson.object());
    problem.progress = Optional.of(reached);
    return problem;
  }

  static ApiProblem badRequest(String message) {
    return new ApiProblem(400, "invalid_request_error", "bad_request", message);
  }

  static ApiProblem unauthorised() {
    return new ApiProblem(
        401,
        "authentication_error",
        "invalid_api_key",
        "The key is missing or not valid here. Expected a gateway key in the header Authorization:"
            + " Bearer.");
  }

  /** Nobody knows who is calling, or what may still be spent. */
  static ApiProblem ledgerLost() {
    return new ApiProblem(
        503,
        "server_error",
        "ledger_unavailable",
        "The gateway cannot use its ledger of keys and budgets at the moment, and serves nothing"
            + " without it. Try again in a few seconds.",
        Map.of(),
        Optional.of(Duration.ofSeconds(2)));
  }

  static ApiProblem internal() {
    return new ApiProblem(
        500, "server_error", "internal_error", "The gateway failed; see its log.");
  }

  int status() {
    return status;
  }

  String type() {
    return type;
  }

  String code() {
    return code;
  }

  String message() {
    return String.valueOf(getMessage());
  }

  Map<String, String> details() {
    return details;
  }

  Map<String, String> headers() {
    return headers;
  }

  ObjectNode beside() {
    return beside;
  }

  /** Empty when the request was refused before anybody was chosen. */
  Optional<Progress> progress() {
    return progress;
  }

  Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
