package org.yardmaster.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The folder of real benchmark outcomes that lies beside the repository, where there is one. */
public final class SharedData {
  private SharedData() {}

  /**
   * A file or folder below {@code shared/data}. Skips the test, saying why, where the shared folder
   * is absent; fails it where the folder is there but the file is not.
   */
  public static Path require(String relative) {
    Path folder = Path.of(System.getProperty("yardmaster.shared", "../../shared")).normalize();
    Assumptions.assumeTrue(
        Files.isDirectory(folder.resolve("data")),
        "no shared data at %s: set -Dyardmaster.shared=DIR".formatted(folder));
    Path path = folder.resolve("data").resolve(relative);
    if (!Files.exists(path)) {
      throw new AssertionError("Shared data is there but lacks " + path);
    }
    return path;
  }
}
