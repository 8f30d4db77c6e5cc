package org.yardmaster.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A folder for one replay, with the probe's source in it; closing it deletes it. */
record ProbeFolder(Path path) implements AutoCloseable {

  static ProbeFolder with(String... probes) throws IOException {
    Path folder = Files.createTempDirectory("yardmaster-verify");
    for (String probe : probes) {
      try (InputStream in =
          Objects.requireNonNull(ProbeFolder.class.getResourceAsStream(probe + ".txt"), probe)) {
        Files.copy(in, folder.resolve(probe), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return new ProbeFolder(folder);
  }

  @Override
  public void close() throws IOException {
    List<Path> contents;
    try (Stream<Path> files = Files.walk(path)) {
      contents = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : contents) {
      Files.delete(file);
    }
  }
}
