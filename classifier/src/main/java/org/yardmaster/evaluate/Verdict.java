package org.yardmaster.evaluate;

/** The answer to "should we route?". */
public enum Verdict {
  ROUTE("route"),
  DO_NOT_ROUTE("do-not-route"),
  NOT_ENOUGH_DATA("not-enough-data");

  private final String id;

  Verdict(String id) {
    this.id = id;
  }

  /** The word used in JSON. */
  public String id() {
    return id;
  }
}
