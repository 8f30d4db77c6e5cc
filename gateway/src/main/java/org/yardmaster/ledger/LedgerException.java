package org.yardmaster.ledger;

/** The store cannot do what it was asked for; the message says what, where and what may help. */
public final class LedgerException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final boolean lost;

  private LedgerException(String message, Throwable cause, boolean lost) {
    super(message, cause);
    this.lost = lost;
  }

  public LedgerException(String message) {
    super(message);
    this.lost = false;
  }

  public LedgerException(String message, Throwable cause) {
    this(message, cause, false);
  }

  /** The store is out of reach, whatever it is asked for. */
  public static LedgerException lost(String message, Throwable cause) {
    return new LedgerException(message, cause, true);
  }

  /** Whether the store is out of reach; whether it did what it was asked for last is unknown. */
  public boolean lost() {
    return lost;
  }
}
