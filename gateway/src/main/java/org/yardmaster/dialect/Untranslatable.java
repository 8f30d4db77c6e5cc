package org.yardmaster.dialect;

/** A request holds something that the other wire format has no word for. */
public final class Untranslatable extends RuntimeException {
  private static final long serialVersionUID = 1;

  public Untranslatable(String what) {
    super(what);
  }

  /** What cannot be said. */
  public String what() {
    return String.valueOf(getMessage());
  }
}
