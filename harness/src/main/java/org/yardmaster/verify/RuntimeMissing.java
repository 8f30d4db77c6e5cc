package org.yardmaster.verify;

/** The real runtime of an export is not installed: what was not checked, and what to do. */
public final class RuntimeMissing extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  RuntimeMissing(String runtime, String advice) {
    super(
        "Not checked: %s is not installed, so the export was not replayed.\nMaybe %s."
            .formatted(runtime, advice));
  }
}
