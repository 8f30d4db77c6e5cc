package org.yardmaster.provenance;

/** Which Yardmaster this is. */
public final class Release {
  /** Goes into every provenance; the root pom says the same. */
  public static final String VERSION = "0.1.0";

  private Release() {}
}
