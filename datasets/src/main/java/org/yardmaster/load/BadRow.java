package org.yardmaster.load;

/** One row that is not what it should be; the reader that knows its place reports it. */
final class BadRow extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String found;
  private final String expected;

  BadRow(String found, String expected) {
    super(found, null, false, false);
    this.found = found;
    this.expected = expected;
  }

  String found() {
    return found;
  }

  String expected() {
    return expected;
  }

  /** Text for a message: short enough for one line. */
  static String quoted(String text) {
    String line = text.length() > 60 ? text.substring(0, 60) + "…" : text;
    return "\"" + line.replace("\r", "\\r").replace("\n", "\\n") + "\"";
  }
}
