package org.yardmaster.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Method;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.yardmaster.dialect.ChatJson;

/**
 * What a port serves. Only exact paths, as they came over the line: nothing is decoded, normalised
 * or left away to find one. Whoever may GET may ask for the HEAD alone.
 */
final class Endpoints {
  private final Map<String, Map<String, Handler>> byPath = new LinkedHashMap<>();
  private final Map<String, Map<String, Handler>> byFolder = new LinkedHashMap<>();

  Endpoints get(String path, Handler handler) {
    byPath.put(path, readable(handler));
    return this;
  }

  Endpoints post(String path, Handler handler) {
    byPath.put(path, Map.of(Method.POST.text(), handler));
    return this;
  }

  /** All paths that begin with a folder's, which ends with a slash. */
  Endpoints getBelow(String folder, Handler handler) {
    byFolder.put(folder, readable(handler));
    return this;
  }

  private static Map<String, Handler> readable(Handler handler) {
    return new TreeMap<>(Map.of(Method.GET.text(), handler, Method.HEAD.text(), handler));
  }

  HttpRouting.Builder routes() {
    return HttpRouting.builder().any(this::serve);
  }

  private static String path(ServerRequest request) {
    return request.prologue().uriPath().rawPath();
  }

  /** The decoded name of what is asked for in a folder. */
  static String nameBelow(String folder, ServerRequest request) {
    return URI.create(path(request)).getPath().substring(folder.length());
  }

  /** How the API that a path belongs to writes errors. */
  static Function<ApiProblem, ObjectNode> errors(String path) {
    return path.matches("/v1/messages([/?].*)?")
        ? MessagesApi::written
        : ChatCompletionsApi::written;
  }

  private void serve(ServerRequest request, ServerResponse response) throws Exception {
    Optional<Map<String, Handler>> methods = methods(request.prologue());
    Optional<Handler> handler = methods.map(known -> known.get(request.prologue().method().text()));
    if (handler.isPresent()) {
      handler.get().handle(request, response);
      return;
    }
    ApiProblem problem = methods.map(Endpoints::otherMethod).orElseGet(this::unknown);
    HttpFront.refuse(
        problem, errors(path(request)), HttpFront.newId(), new HelidonOutgoing(request, response));
  }

  private Optional<Map<String, Handler>> methods(HttpPrologue asked) {
    if (asked.fragment().hasValue()) {
      return Optional.empty();
    }
    String path = asked.uriPath().rawPath();
    return Optional.ofNullable(byPath.get(path))
        .or(
            () ->
                byFolder.entrySet().stream()
                    .filter(folder -> path.startsWith(folder.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst());
  }

  private static ApiProblem otherMethod(Map<String, Handler> methods) {
    String allowed = String.join(", ", methods.keySet());
    return new ApiProblem(
            405,
            "invalid_request_error",
            "method_not_allowed",
            "This endpoint knows no such method; expected %s.".formatted(allowed))
        .with(Map.of("allow", allowed), ChatJson.object());
  }

  private ApiProblem unknown() {
    String known =
        byPath.entrySet().stream()
            .map(path -> "%s %s".formatted(method(path.getValue()), path.getKey()))
            .collect(Collectors.joining(", "));
    return new ApiProblem(
        404,
        "invalid_request_error",
        "unknown_url",
        "There is no such endpoint; expected one of %s.".formatted(known));
  }

  private static String method(Map<String, Handler> methods) {
    return methods.containsKey(Method.GET.text()) ? "GET" : "POST";
  }
}
