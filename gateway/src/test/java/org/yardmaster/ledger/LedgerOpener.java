package org.yardmaster.ledger;

/** How a process of its own gets at a ledger; has a constructor without parameters. */
public interface LedgerOpener {
  /** Opens the ledger that lives at a place: a file, a URL. */
  Ledger open(String place);
}
