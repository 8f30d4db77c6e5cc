package org.yardmaster.ledger.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.yardmaster.ledger.LedgerException;

/**
 * The right to write, in turns: SQLite gives its write lock to whoever asks at the right moment, so
 * that of two busy processes one starves. Here a process first takes the gate, waits in it for the
 * turn, and leaves the gate when it has the turn. Whoever has just written finds the gate taken by
 * the next in line and queues behind it. Both are locks on bytes of a file beside the ledger; the
 * operating system ends them with their process. Only fairness rests on this: what keeps two
 * transactions apart is still SQLite.
 */
final class WriteTurn implements AutoCloseable {
  private static final long GATE = 0;
  private static final long TURN = 1;

  /** A process owns its file locks as a whole, so its ledgers of one file take turns here first. */
  private static final Map<Path, ReentrantLock> OWN = new ConcurrentHashMap<>();

  private final Path file;
  private final FileChannel channel;
  private final ReentrantLock own;
  private @Nullable FileLock turn;

  private WriteTurn(Path file, FileChannel channel, ReentrantLock own) {
    this.file = file;
    this.channel = channel;
    this.own = own;
  }

  /** The turns of a ledger that exists. */
  static WriteTurn of(Path ledger) {
    try {
      Path file = ledger.toRealPath().resolveSibling(ledger.getFileName() + "-turn");
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      return new WriteTurn(
          file, channel, OWN.computeIfAbsent(file, unused -> new ReentrantLock(true)));
    } catch (IOException fault) {
      throw new LedgerException(
          "Ledger %s: its lock file cannot be opened: %s.%nMaybe the folder is read-only."
              .formatted(ledger, fault),
          fault);
    }
  }

  /** Waits for the turn. */
  void take() {
    own.lock();
    try {
      FileLock gate = channel.lock(GATE, 1, false);
      try {
        turn = channel.lock(TURN, 1, false);
      } finally {
        gate.release();
      }
    } catch (IOException fault) {
      own.unlock();
      throw new LedgerException("Lock file %s: %s".formatted(file, fault), fault);
    }
  }

  /** Lets the next one write; nothing when it was not taken. */
  void give() {
    FileLock taken = turn;
    if (taken == null) {
      return;
    }
    try {
      taken.release();
    } catch (IOException fault) {
      throw new LedgerException("Lock file %s: %s".formatted(file, fault), fault);
    } finally {
      turn = null;
      own.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    own.lock();
    try {
      channel.close();
    } finally {
      own.unlock();
    }
  }
}
