package org.yardmaster.provider.stub;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;

/**
 * A server on the loopback interface that misbehaves on the level of sockets: each request gets the
 * next script, the last one for ever.
 */
public final class FaultyServer implements AutoCloseable {
  /** What happens after a request was read. */
  @FunctionalInterface
  public interface Script {
    void answer(Socket socket, OutputStream out) throws IOException, InterruptedException;
  }

  private final ServerSocket server;
  private final List<Script> scripts;
  private final AtomicInteger requests = new AtomicInteger();
  private final boolean listening;

  public FaultyServer(Script... scripts) {
    this(true, List.of(scripts));
  }

  /** A server that talks before anything was asked. */
  public static FaultyServer talkingFirst(Script script) {
    return new FaultyServer(false, List.of(script));
  }

  private FaultyServer(boolean listening, List<Script> scripts) {
    this.listening = listening;
    this.scripts = List.copyOf(scripts);
    try {
      this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    Thread.ofVirtual().start(this::accept);
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** Requests read so far. */
  public int requests() {
    return requests.get();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      if (listening) {
        readRequest(in);
      }
      int number = requests.getAndIncrement();
      scripts.get(Math.min(number, scripts.size() - 1)).answer(socket, socket.getOutputStream());
    } catch (IOException | InterruptedException over) {
      // The client went away, as some scripts provoke.
    }
  }

  private static void readRequest(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no request");
      }
      head.append((char) next);
    }
    int length =
        head.toString()
            .lines()
            .map(line -> line.toLowerCase(java.util.Locale.ROOT))
            .filter(line -> line.startsWith("content-length:"))
            .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
            .findFirst()
            .orElse(0);
    in.readNBytes(length);
  }

  /** A whole response; {@code headers} end with a line break each. */
  public static Script response(String status, String headers, String body) {
    return response(status, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  /** The same with any bytes. */
  public static Script response(String status, String headers, byte[] body) {
    return (socket, out) -> {
      head(out, status, headers + "Content-Length: %d\r\n".formatted(body.length));
      out.write(body);
      out.flush();
    };
  }

  /** Status line and headers, and no more. */
  public static void head(OutputStream out, String status, String headers) throws IOException {
    String text = "HTTP/1.1 %s\r\nConnection: close\r\n%s\r\n".formatted(status, headers);
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  /** The text, packed. */
  public static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    return packed.toByteArray();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
