package org.yardmaster.speed;

import io.helidon.common.socket.SocketOptions;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yardmaster.upstream.BodyListener;
import org.yardmaster.upstream.Exchange;
import org.yardmaster.upstream.HttpUpstream;
import org.yardmaster.upstream.UpstreamRequest;

/**
 * The least that a gateway on the same server library and the same client can do: bytes in, bytes
 * out, nothing read, nothing counted. Arguments: port, address of the provider.
 */
public final class PassThrough {
  private final HttpUpstream upstream = new HttpUpstream();
  private final URI provider;

  private PassThrough(URI provider) {
    this.provider = provider;
  }

  public static void main(String[] arguments) throws InterruptedException {
    PassThrough passing = new PassThrough(URI.create(arguments[1]));
    WebServer.builder()
        .host("127.0.0.1")
        .port(Integer.parseInt(arguments[0]))
        .connectionOptions(SocketOptions.builder().tcpNoDelay(true).build())
        .routing(HttpRouting.builder().post("/v1/chat/completions", passing::pass))
        .build()
        .start();
    Thread.currentThread().join();
  }

  private void pass(ServerRequest request, ServerResponse response) {
    byte[] body = request.content().as(byte[].class);
    Relay relay = new Relay(response);
    Exchange exchange =
        upstream.send(
            new UpstreamRequest(
                provider, Map.of("content-type", "application/json"), body, Duration.ofMinutes(1)),
            relay);
    if (!(exchange instanceof Exchange.Answered answered)) {
      response.status(Status.BAD_GATEWAY_502).send();
      return;
    }
    relay.end(answered);
  }

  /** Streams go out part by part, everything else at once. */
  private static final class Relay implements BodyListener {
    private final ServerResponse response;
    private @Nullable OutputStream out;

    Relay(ServerResponse response) {
      this.response = response;
    }

    @Override
    public void head(int status, HttpHeaders headers) {
      String type = headers.firstValue("content-type").orElse("application/octet-stream");
      response.status(Status.create(status));
      response.headers().set(HeaderNames.CONTENT_TYPE, type);
      if (type.startsWith("text/event-stream")) {
        out = response.outputStream();
      }
    }

    @Override
    public boolean part(byte[] bytes) {
      try {
        if (out != null) {
          out.write(bytes);
          out.flush();
        }
        return true;
      } catch (IOException fault) {
        throw new UncheckedIOException(fault);
      }
    }

    void end(Exchange.Answered answered) {
      try {
        if (out == null) {
          response.send(answered.body().text().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } else {
          out.close();
        }
      } catch (IOException fault) {
        throw new UncheckedIOException(fault);
      }
    }
  }
}
