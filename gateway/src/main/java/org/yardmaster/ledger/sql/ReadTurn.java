package org.yardmaster.ledger.sql;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** The one connection for short questions, which its users take in turns. */
final class ReadTurn implements AutoCloseable {
  private final Statements statements;
  private final ReentrantLock lock = new ReentrantLock();

  ReadTurn(Statements statements) {
    this.statements = statements;
  }

  <T> T call(Function<Statements, T> question) {
    lock.lock();
    try {
      return question.apply(statements);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      statements.close();
    } finally {
      lock.unlock();
    }
  }
}
