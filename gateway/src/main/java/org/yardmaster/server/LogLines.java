package org.yardmaster.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Writes lines on a thread of its own, many at a time, so that no request waits for a slow terminal
 * or disk. When too many wait, new ones are dropped, and how many is written instead.
 */
public final class LogLines implements Consumer<String>, AutoCloseable {
  private static final int MOST_WAITING = 10_000;
  private static final String END = new String("end");

  private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final AtomicLong dropped = new AtomicLong();
  private final OutputStream out;
  private final Thread thread;

  private LogLines(OutputStream out) {
    this.out = out;
    this.thread = Thread.ofPlatform().daemon().name("log").start(this::write);
  }

  /** Lines to a stream, which is flushed and not closed. */
  public static LogLines to(OutputStream out) {
    return new LogLines(out);
  }

  @Override
  public void accept(String line) {
    if (!waiting.offer(line)) {
      dropped.incrementAndGet();
    }
  }

  @SuppressWarnings("ReferenceEquality")
  private void write() {
    List<String> lines = new ArrayList<>();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    boolean going = true;
    while (going) {
      try {
        lines.add(waiting.take());
        waiting.drainTo(lines);
        for (String line : lines) {
          if (line == END) {
            going = false;
          } else {
            bytes.writeBytes((line + "\n").getBytes(UTF_8));
          }
        }
        long lost = dropped.getAndSet(0);
        if (lost > 0) {
          bytes.writeBytes(("{\"droppedLogLines\":" + lost + "}\n").getBytes(UTF_8));
        }
        out.write(bytes.toByteArray());
        out.flush();
      } catch (IOException full) {
        dropped.addAndGet(lines.size());
      } catch (InterruptedException stop) {
        return;
      }
      lines.clear();
      bytes.reset();
    }
  }

  /** Writes what still waits, then ends. */
  @Override
  public void close() {
    try {
      waiting.put(END);
      thread.join();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
