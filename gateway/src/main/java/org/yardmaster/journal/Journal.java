package org.yardmaster.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.yardmaster.outcome.LoggedCall;
import org.yardmaster.outcome.LoggedCallJson;

/**
 * Appends calls to files of a folder, {@code calls-TIME-PID-NUMBER.jsonl}: each process has its
 * own, so no lines mix. A line is with the operating system when {@link #write} returns: the death
 * of the process loses none of them, and tears at most the one being written. A full disk loses
 * lines, which are counted, and never fails a call. Thread-safe.
 */
public final class Journal implements AutoCloseable {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

  private final Path folder;
  private final JournalSpec spec;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicLong lost = new AtomicLong();
  private volatile Reticence reticence;
  private FileChannel file;
  private int number;
  private boolean torn;

  private Journal(Path folder, JournalSpec spec, Clock clock) throws IOException {
    this.folder = folder;
    this.spec = spec;
    this.reticence = new Reticence(spec);
    this.clock = clock;
    this.file = next();
  }

  /**
   * Opens a journal with a new file.
   *
   * @param folder is created when it is not there
   * @throws IllegalArgumentException when it cannot be written
   */
  public static Journal open(Path folder, JournalSpec spec, Clock clock) {
    try {
      Files.createDirectories(folder);
      return new Journal(folder, spec, clock);
    } catch (IOException fault) {
      throw new IllegalArgumentException(
          "Journal folder %s cannot be written: %s.%nMaybe the path or its permissions are wrong."
              .formatted(folder, fault),
          fault);
    }
  }

  private FileChannel next() throws IOException {
    while (true) {
      String name =
          "calls-%s-%d-%d.jsonl"
              .formatted(TIME.format(clock.instant()), ProcessHandle.current().pid(), number++);
      try {
        return FileChannel.open(
            folder.resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND);
      } catch (FileAlreadyExistsException taken) {
        // Another journal of this process, or a process of the same number before it: count on.
      }
    }
  }

  /**
   * Appends a call, without what may not be kept.
   *
   * @return false when it was lost; {@link #lost} counts them
   */
  public boolean write(LoggedCall call) {
    byte[] line =
        (LoggedCallJson.write(reticence.keep(call)) + "\n").getBytes(StandardCharsets.US_ASCII);
    lock.lock();
    try {
      if (file.size() >= spec.fileBytes()) {
        FileChannel full = file;
        file = next();
        full.close();
        torn = false;
      }
      append(line);
      return true;
    } catch (IOException fault) {
      lost.incrementAndGet();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** After a line that was written in part, a line feed keeps the next one whole. */
  private void append(byte[] line) throws IOException {
    if (torn) {
      file.write(ByteBuffer.wrap(new byte[] {'\n'}));
    }
    torn = true;
    ByteBuffer rest = ByteBuffer.wrap(line);
    while (rest.hasRemaining()) {
      file.write(rest);
    }
    torn = false;
  }

  /** Whether texts are kept of calls that are written from now on. */
  public void keepTexts(boolean kept) {
    reticence = new Reticence(new JournalSpec(kept, spec.redaction(), spec.fileBytes()));
  }

  /** Calls that could not be written since the journal was opened. */
  public long lost() {
    return lost.get();
  }

  @Override
  public void close() {
    lock.lock();
    try {
      file.close();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    } finally {
      lock.unlock();
    }
  }
}
