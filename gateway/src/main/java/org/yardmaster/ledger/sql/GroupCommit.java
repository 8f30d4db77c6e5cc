package org.yardmaster.ledger.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.yardmaster.ledger.LedgerException;

/**
 * The one thread of a process that writes: whatever waits is done in one transaction, so that its
 * cost is shared, in turns with other processes. A call returns after its transaction was
 * committed. An error in one piece of work undoes the transaction; the pieces are then done one by
 * one, and only the wrong one fails. When the database is lost, everybody who waits is told at
 * once.
 */
final class GroupCommit implements AutoCloseable {
  private static final int LARGEST_GROUP = 256;

  /** After a group of at least so many, the next is given a moment to gather (a commit delay). */
  private static final int BUSY_GROUP = 4;

  private static final long GATHERING_NANOS = 1_000_000;

  /** What is remembered between transactions, and told of each. */
  interface Memory {
    /**
     * A transaction has begun: nobody else changes anything until its end.
     *
     * @param alone whether nobody else has changed anything since the last one either
     */
    void begun(boolean alone, List<Needs> needs);

    /** It is about to be committed. */
    void ending();

    /** It was undone, or nobody knows. */
    void undone();
  }

  private final Database database;
  private final Statements statements;
  private final List<Memory> memories;
  private final LinkedBlockingQueue<Piece<?>> waiting = new LinkedBlockingQueue<>();
  private final Piece<Boolean> end = new Piece<>(Needs.NONE, () -> true);
  private final Thread thread;
  private int lastGroup;
  private boolean closed;

  GroupCommit(Database database, Statements statements, List<Memory> memories) {
    this.database = database;
    this.statements = statements;
    this.memories = List.copyOf(memories);
    this.thread = Thread.ofPlatform().daemon().name("ledger-writer").start(this::write);
  }

  /** Work and the promise of its result. */
  private static final class Piece<T> {
    private final Needs needs;
    private final Supplier<T> work;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private Runnable commit = () -> {};

    Piece(Needs needs, Supplier<T> work) {
      this.needs = needs;
      this.work = work;
    }

    void run() {
      T value = work.get();
      commit = () -> result.complete(value);
    }
  }

  /** Runs the work on the writer's thread, in a transaction, and waits for its commit. */
  <T> T call(Needs needs, Supplier<T> work) {
    Piece<T> piece = new Piece<>(needs, work);
    synchronized (this) {
      if (closed) {
        throw new LedgerException("Ledger %s is closed.".formatted(database.place()));
      }
      waiting.add(piece);
    }
    try {
      return piece.result.join();
    } catch (CompletionException fault) {
      throw fault.getCause() instanceof RuntimeException cause ? cause : fault;
    }
  }

  /** As above, of work that looks at no hold. */
  <T> T call(Supplier<T> work) {
    return call(Needs.NONE, work);
  }

  private void write() {
    boolean open = true;
    while (open) {
      try {
        open = inTurn(waiting.take());
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Whoever comes while the turn is awaited goes along; false when the end was among them. */
  private boolean inTurn(Piece<?> first) {
    List<Piece<?>> group = new ArrayList<>(List.of(first));
    boolean going = true;
    if (lastGroup >= BUSY_GROUP) {
      LockSupport.parkNanos(GATHERING_NANOS);
    }
    try {
      boolean alone = statements.begin();
      waiting.drainTo(group, LARGEST_GROUP - 1);
      lastGroup = group.size();
      going = !group.remove(end);
      commit(group, alone);
    } catch (LedgerException fault) {
      waiting.drainTo(group);
      going &= !group.remove(end);
      group.forEach(piece -> piece.result.completeExceptionally(fault));
    }
    return going;
  }

  /**
   * Does a group in the transaction that has begun, and ends it.
   *
   * @throws LedgerException when the database is lost
   */
  private void commit(List<Piece<?>> group, boolean alone) {
    try {
      List<Needs> needs = group.stream().map(piece -> piece.needs).toList();
      memories.forEach(memory -> memory.begun(alone, needs));
      group.forEach(Piece::run);
      memories.forEach(Memory::ending);
      statements.commit();
    } catch (RuntimeException | Error fault) {
      memories.forEach(Memory::undone);
      statements.undo();
      if (fault instanceof LedgerException gone && gone.lost()) {
        throw gone;
      }
      if (group.size() == 1) {
        group.getFirst().result.completeExceptionally(fault);
      } else {
        group.forEach(piece -> commit(List.of(piece), statements.begin()));
      }
      return;
    }
    group.forEach(piece -> piece.commit.run());
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
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    statements.close();
  }
}
