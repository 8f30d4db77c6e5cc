package org.yardmaster.ledger.sqlite;

/** What a commit survives. */
public enum Durability {
  /**
   * The death of every process, {@code kill -9} included: the log pages lie with the operating
   * system when a call returns. A power cut can lose the commits since the last checkpoint, never
   * the file.
   */
  PROCESS("NORMAL"),
  /** A power cut too: the log is synced before a call returns. */
  POWER("FULL");

  private final String synchronous;

  Durability(String synchronous) {
    this.synchronous = synchronous;
  }

  String synchronous() {
    return synchronous;
  }
}
