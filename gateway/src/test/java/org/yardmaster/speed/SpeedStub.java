package org.yardmaster.speed;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * A provider that costs next to nothing, so that what is measured is in front of it: one thread,
 * one canned chat completion, whole or as a stream whose events are written one by one. It reads as
 * much of HTTP as load generators and gateways write: a head, a {@code Content-Length} or chunks.
 */
public final class SpeedStub {
  private static final byte[] WHOLE = whole();
  private static final List<byte[]> STREAM = stream();

  private SpeedStub() {}

  private static byte[] whole() {
    String body =
        "{\"id\":\"chatcmpl-stub\",\"object\":\"chat.completion\",\"created\":1700000000,\"model\":\"stub-1\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"This"
            + " is a fixed reply from the loopback stub used only to measure gateway"
            + " overhead.\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":21,\"completion_tokens\":16,\"total_tokens\":37}}";
    return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(body.length(), body)
        .getBytes(US_ASCII);
  }

  private static List<byte[]> stream() {
    List<String> events = new ArrayList<>();
    for (int word = 0; word < 5; word++) {
      events.add(chunk("{\"content\":\"w" + word + " \"}", "null"));
    }
    events.add(chunk("{}", "\"stop\""));
    events.add(
        "data:"
            + " {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"stub-1\",\"choices\":[],\"usage\":{\"prompt_tokens\":21,\"completion_tokens\":5,\"total_tokens\":26}}\n\n");
    List<byte[]> parts = new ArrayList<>();
    String head =
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (String event : events) {
      parts.add((head + chunked(event)).getBytes(UTF_8));
      head = "";
    }
    parts.add((chunked("data: [DONE]\n\n") + "0\r\n\r\n").getBytes(UTF_8));
    return parts;
  }

  private static String chunk(String delta, String reason) {
    return "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"stub-1\",\"choices\":[{\"index\":0,\"delta\":%s,\"finish_reason\":%s}]}\n\n"
        .formatted(delta, reason);
  }

  private static String chunked(String text) {
    return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
  }

  /** Serves for ever; the argument is the port. */
  public static void main(String[] arguments) throws IOException {
    try (Selector selector = Selector.open();
        ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])),
          4_096);
      server.configureBlocking(false);
      server.register(selector, SelectionKey.OP_ACCEPT);
      while (selector.isOpen()) {
        selector.select(key -> ready(selector, server, key));
      }
    }
  }

  private static void ready(Selector selector, ServerSocketChannel server, SelectionKey key) {
    try {
      if (key.isAcceptable()) {
        SocketChannel client = server.accept();
        client.configureBlocking(false);
        client.setOption(StandardSocketOptions.TCP_NODELAY, true);
        client.register(selector, SelectionKey.OP_READ, ByteBuffer.allocate(64 << 10));
      } else {
        serve((SocketChannel) key.channel(), (ByteBuffer) key.attachment());
      }
    } catch (IOException gone) {
      key.cancel();
      try {
        key.channel().close();
      } catch (IOException closed) {
        // It is.
      }
    }
  }

  private static void serve(SocketChannel client, ByteBuffer buffer) throws IOException {
    if (client.read(buffer) < 0) {
      throw new IOException("closed");
    }
    String text = US_ASCII.decode(buffer.duplicate().flip()).toString();
    int head = text.indexOf("\r\n\r\n");
    if (head < 0 || !whole(text, head)) {
      return;
    }
    buffer.clear();
    if (text.indexOf("\"stream\":true", head) < 0) {
      write(client, WHOLE);
      return;
    }
    for (byte[] part : STREAM) {
      write(client, part);
    }
  }

  private static boolean whole(String text, int head) {
    int at = text.indexOf("ontent-");
    while (at >= 0 && at < head && !text.regionMatches(true, at, "ontent-length:", 0, 14)) {
      at = text.indexOf("ontent-", at + 1);
    }
    if (at < 0 || at > head) {
      return text.endsWith("0\r\n\r\n");
    }
    int length = Integer.parseInt(text.substring(at + 14, text.indexOf('\r', at)).strip());
    return text.length() >= head + 4 + length;
  }

  private static void write(SocketChannel client, byte[] bytes) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    while (rest.hasRemaining()) {
      client.write(rest);
    }
  }
}
