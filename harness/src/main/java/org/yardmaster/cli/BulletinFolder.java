package org.yardmaster.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.yardmaster.page.Bulletin;
import org.yardmaster.page.BulletinFiles;

/** Writes a bulletin's files into a folder. */
final class BulletinFolder {
  private BulletinFolder() {}

  /** Returns where the HTML page lies. */
  static Path write(Path folder, Bulletin bulletin) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, String> file : BulletinFiles.of(bulletin).entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
    return folder.resolve(bulletin.kind() + ".html");
  }
}
