package org.yardmaster.export;

/** How far an export format is proved to work with whoever consumes it. */
public enum Proof {
  /** Prompts were sent through the real consumer and its choices compared with the kernel's. */
  REPLAYED("replayed"),
  /** The file was validated against the consumer's own schema; nobody ran it. */
  SCHEMA_VALID("schema-valid"),
  /** Written from the consumer's documentation; nothing has read it. */
  DOCUMENTED_ONLY("documented only");

  private final String words;

  Proof(String words) {
    this.words = words;
  }

  /** As people read it. */
  public String words() {
    return words;
  }
}
