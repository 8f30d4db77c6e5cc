package org.yardmaster.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.yardmaster.decide.Policy;

/** A JVM of its own whose class path is the exported jar and nothing else. */
final class JvmRuntime implements ExportRuntime {
  @Override
  public String name() {
    return "a separate JVM, Java " + Runtime.version().feature();
  }

  @Override
  public Replayed replay(Path export, Policy policy, List<Question> questions)
      throws IOException, InterruptedException {
    try (ProbeFolder folder = ProbeFolder.with("JarProbe.java")) {
      List<String> command =
          List.of(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-XX:+UseSerialGC",
              "-cp",
              export.toAbsolutePath().toString(),
              folder.path().resolve("JarProbe.java").toString());
      return Probe.run(command, folder.path(), policy, questions);
    }
  }
}
