package org.yardmaster.export;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;

/**
 * One file of an export.
 *
 * @param name path below the export's folder; empty when the export is this one file
 */
public record ExportFile(String name, byte[] bytes) {
  public ExportFile {
    requireNonNull(name, "name is null");
    requireNonNull(bytes, "bytes is null");
  }

  /** An export of one file. */
  public static ExportFile only(byte[] bytes) {
    return new ExportFile("", bytes);
  }

  /** An export of one file, in UTF-8. */
  public static ExportFile only(String text) {
    return only(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A file in UTF-8. */
  public static ExportFile of(String name, String text) {
    return new ExportFile(name, text.getBytes(StandardCharsets.UTF_8));
  }
}
