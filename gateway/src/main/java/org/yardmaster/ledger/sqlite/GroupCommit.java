package org.yardmaster.ledger.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.yardmaster.ledger.LedgerException;

/**
 * The one thread of a process that writes: whatever waits is done in one transaction, so that its
 * cost is shared, in turns with other processes. A call returns after its transaction was
 * committed. An error in one piece of work undoes the transaction; the pieces are then done one by
 * one, and only the wrong one fails.
 */
final class GroupCommit implements AutoCloseable {
  private static final int LARGEST_GROUP = 256;

  /** What is remembered between transactions, and told of each. */
  interface Memory {
    /** A transaction has begun: nobody else changes anything until its end. */
    void begun();

    /** It is about to be committed. */
    void ending();

    /** It was undone. */
    void undone();
  }

  private final Path file;
  private final Statements statements;
  private final Memory memory;
  private final WriteTurn turn;
  private final LinkedBlockingQueue<Piece<?>> waiting = new LinkedBlockingQueue<>();
  private final Piece<Boolean> end = new Piece<>(() -> true);
  private final Thread thread;
  private boolean closed;

  GroupCommit(Path file, Statements statements, Memory memory) {
    this.file = file;
    this.statements = statements;
    this.memory = memory;
    this.turn = WriteTurn.of(file);
    this.thread = Thread.ofPlatform().daemon().name("ledger-writer").start(this::write);
  }

  /** Work and the promise of its result. */
  private static final class Piece<T> {
    private final Supplier<T> work;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private Runnable commit = () -> {};

    Piece(Supplier<T> work) {
      this.work = work;
    }

    void run() {
      T value = work.get();
      commit = () -> result.complete(value);
    }
  }

  /** Runs the work on the writer's thread, in a transaction, and waits for its commit. */
  <T> T call(Supplier<T> work) {
    Piece<T> piece = new Piece<>(work);
    synchronized (this) {
      if (closed) {
        throw new LedgerException("Ledger %s is closed.".formatted(file));
      }
      waiting.add(piece);
    }
    try {
      return piece.result.join();
    } catch (CompletionException fault) {
      throw fault.getCause() instanceof RuntimeException cause ? cause : fault;
    }
  }

  private void write() {
    List<Piece<?>> group = new ArrayList<>();
    boolean open = true;
    while (open) {
      try {
        group.add(waiting.take());
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        return;
      }
      open = inTurn(group);
      group.clear();
    }
  }

  /** Whoever comes while the turn is awaited goes along; false when the end was among them. */
  private boolean inTurn(List<Piece<?>> group) {
    boolean going = true;
    try {
      turn.take();
      try {
        waiting.drainTo(group, LARGEST_GROUP - 1);
        going = !group.remove(end);
        if (!group.isEmpty()) {
          commit(group);
        }
      } finally {
        turn.give();
      }
    } catch (LedgerException fault) {
      group.forEach(piece -> piece.result.completeExceptionally(fault));
    }
    return going;
  }

  private void commit(List<Piece<?>> group) {
    try {
      transaction(group);
      group.forEach(piece -> piece.commit.run());
    } catch (RuntimeException | Error fault) {
      if (group.size() == 1) {
        group.getFirst().result.completeExceptionally(explained(fault));
      } else {
        group.forEach(piece -> commit(List.of(piece)));
      }
    }
  }

  private void transaction(List<Piece<?>> group) {
    try {
      Sqlite.waiting(file, () -> Sqlite.execute(statements.connection(), "BEGIN IMMEDIATE"));
      try {
        memory.begun();
        group.forEach(Piece::run);
        memory.ending();
        Sqlite.execute(statements.connection(), "COMMIT");
      } catch (SQLException | RuntimeException | Error fault) {
        memory.undone();
        Sqlite.execute(statements.connection(), "ROLLBACK");
        throw fault;
      }
    } catch (SQLException fault) {
      throw Sqlite.failed(file, fault);
    }
  }

  private Throwable explained(Throwable fault) {
    return fault instanceof Statements.Failure failure ? Sqlite.failed(file, failure.sql()) : fault;
  }

  /** Does what still waits, then ends. */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      waiting.add(end);
    }
    try {
      thread.join();
      statements.close();
      turn.close();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (SQLException fault) {
      throw Sqlite.failed(file, fault);
    }
  }
}
