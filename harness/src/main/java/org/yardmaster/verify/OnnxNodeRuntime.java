package org.yardmaster.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.yardmaster.decide.CandidateModel;
import org.yardmaster.decide.Policy;

/** ONNX Runtime under Node, as native code or as WebAssembly, from an npm package. */
final class OnnxNodeRuntime implements ExportRuntime {
  private final String npmPackage;
  private final Path modules;

  /**
   * Prepares.
   *
   * @param npmPackage {@code onnxruntime-node} or {@code onnxruntime-web}
   * @param modules the {@code node_modules} folder that holds it
   */
  OnnxNodeRuntime(String npmPackage, Path modules) {
    this.npmPackage = npmPackage;
    this.modules = modules;
  }

  @Override
  public String name() {
    try {
      String manifest = Files.readString(modules.resolve(npmPackage).resolve("package.json"));
      String version = manifest.replaceFirst("(?s).*\"version\":\\s*\"([^\"]*)\".*", "$1");
      return "%s %s, Node %s".formatted(npmPackage, version, NodeRuntime.version());
    } catch (IOException missing) {
      throw new RuntimeMissing(
          npmPackage, "run `npm install " + npmPackage + "` and name --node-modules");
    }
  }

  @Override
  public Replayed replay(Path export, Policy policy, List<Question> questions)
      throws IOException, InterruptedException {
    name();
    try (ProbeFolder folder = ProbeFolder.with("questions.mjs", "onnx-probe.mjs")) {
      Path names = folder.path().resolve("names.tsv");
      List<String> ids = policy.candidates().stream().map(CandidateModel::id).toList();
      Files.write(names, List.of(String.join("\t", ids), String.join("\t", policy.tasks())));
      List<String> command =
          List.of(
              "node",
              folder.path().resolve("onnx-probe.mjs").toString(),
              modules.toAbsolutePath().resolve(npmPackage).toString(),
              names.toString(),
              export.toAbsolutePath().toString());
      return Probe.run(command, folder.path(), policy, questions);
    }
  }
}
