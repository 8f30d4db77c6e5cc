package org.yardmaster.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Zip archives as folders of files. */
final class ZipFiles {
  private ZipFiles() {}

  /** What is done with one entry of an archive. */
  interface Entry {
    void read(String name, InputStream bytes) throws IOException;
  }

  /** Hands over every entry whose name ends so, sorted by name. */
  static void each(Path archive, String ending, Entry reading) {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      for (ZipEntry entry : entries(zip, ending)) {
        try (InputStream bytes = zip.getInputStream(entry)) {
          reading.read(entry.getName(), bytes);
        }
      }
    } catch (IOException fault) {
      throw TextFiles.bad(archive, fault);
    }
  }

  private static List<? extends ZipEntry> entries(ZipFile zip, String ending) throws IOException {
    List<? extends ZipEntry> entries =
        zip.stream()
            .filter(entry -> !entry.isDirectory() && entry.getName().endsWith(ending))
            .sorted(Comparator.comparing(ZipEntry::getName))
            .toList();
    if (entries.isEmpty()) {
      throw new IOException("no entry ending in " + ending);
    }
    return entries;
  }
}
