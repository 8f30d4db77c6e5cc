package org.yardmaster.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.yardmaster.decide.Policy;

/** Node, which imports the exported ES module. */
final class NodeRuntime implements ExportRuntime {
  @Override
  public String name() {
    return "Node " + version();
  }

  @Override
  public Replayed replay(Path export, Policy policy, List<Question> questions)
      throws IOException, InterruptedException {
    version();
    try (ProbeFolder folder = ProbeFolder.with("questions.mjs", "module-probe.mjs")) {
      List<String> command =
          List.of(
              "node",
              folder.path().resolve("module-probe.mjs").toString(),
              export.toAbsolutePath().toString());
      return Probe.run(command, folder.path(), policy, questions);
    }
  }

  /** Of the Node on the path, for instance {@code v20.20.2}. */
  static String version() {
    try {
      Process process = new ProcessBuilder("node", "--version").redirectErrorStream(true).start();
      String version =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() == 0) {
        return version;
      }
    } catch (IOException missing) {
      // falls through: there is no such program
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    throw new RuntimeMissing("Node", "install Node 20 or newer and put `node` on the PATH");
  }
}
