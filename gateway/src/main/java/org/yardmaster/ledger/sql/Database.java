package org.yardmaster.ledger.sql;

import java.sql.Connection;
import java.sql.SQLException;
import org.yardmaster.ledger.LedgerException;

/**
 * What differs between the databases that a ledger can live in. All statements beside these are the
 * same for all of them.
 */
public interface Database extends AutoCloseable {
  /** What a connection is for. */
  enum Use {
    /** Transactions that change something, in turns. */
    WRITING,
    /** Short questions in between. */
    READING,
    /** One long answer, row by row. */
    REPORTING
  }

  /** For messages; tells no secret. */
  String place();

  /** A new connection to a ledger that exists, in the version of this build. */
  Connection connect(Use use) throws SQLException;

  /**
   * Waits for the turn to write and begins a transaction: until its end nobody else changes
   * anything.
   *
   * @return whether nobody else has had the turn since this ledger's last one
   */
  boolean begin(Connection writing) throws SQLException;

  /** Commits or undoes the transaction and gives the turn away. */
  void end(Connection writing, boolean commit) throws SQLException;

  /** What a fault means; when it is lost, the connection is of no use any more. */
  LedgerException explain(SQLException fault);

  @Override
  void close();
}
