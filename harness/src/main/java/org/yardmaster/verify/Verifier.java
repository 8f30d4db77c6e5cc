package org.yardmaster.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yardmaster.decide.Policy;
import org.yardmaster.export.ExportFormat;
import org.yardmaster.export.Origin;
import org.yardmaster.provenance.Digest;

/** Compares what an export decides in its real runtime with what the kernel decides. */
public final class Verifier {
  private static final int EXAMPLES = 3;
  private static final int SHOWN = 120;

  private Verifier() {}

  /** Runtimes that a user can name instead of a format's own. */
  public static final List<String> NODE_RUNTIMES = List.of("onnxruntime-node", "onnxruntime-web");

  /**
   * A runtime by name.
   *
   * @param nodeModules the folder of installed npm packages
   * @throws IllegalArgumentException when there is none of that name
   */
  public static ExportRuntime named(String runtime, Path nodeModules) {
    if (!NODE_RUNTIMES.contains(runtime)) {
      throw new IllegalArgumentException(
          "Unknown runtime (%s); a format has one of its own, or name one of %s."
              .formatted(runtime, NODE_RUNTIMES));
    }
    return new OnnxNodeRuntime(runtime, nodeModules);
  }

  /** The runtime that a format is checked with when the user names none. */
  public static ExportRuntime runtimeOf(ExportFormat format) {
    return switch (format) {
      case YARD -> new KernelRuntime(false);
      case YARD_JSON -> new KernelRuntime(true);
      case JAVASCRIPT -> new NodeRuntime();
      case ONNX -> new OnnxJavaRuntime();
      case JAR -> new JvmRuntime();
      case TRIBUO -> new TribuoRuntime();
    };
  }

  /**
   * Asks kernel and export the same questions.
   *
   * @throws RuntimeMissing when the runtime is not installed
   */
  public static Agreement verify(
      Path export, ExportFormat format, ExportRuntime runtime, Policy policy, Questions questions)
      throws IOException, InterruptedException {
    Replayed replayed = runtime.replay(export, policy, questions.all());
    List<Answer> expected = new Reference(policy).answers(questions.all());
    int choices = 0;
    int rankings = 0;
    int sums = 0;
    int compared = 0;
    List<String> examples = new ArrayList<>();
    for (int index = 0; index < expected.size(); index++) {
      Answer want = expected.get(index);
      Answer got = replayed.answers().get(index);
      boolean told = !got.sums().isEmpty();
      boolean ranking = !want.ranked().equals(got.ranked()) || want.task() != got.task();
      boolean sum = told && !want.sums().equals(got.sums());
      choices += want.choice() == got.choice() ? 0 : 1;
      rankings += ranking ? 1 : 0;
      sums += sum ? 1 : 0;
      compared += told ? 1 : 0;
      if ((ranking || sum) && examples.size() < EXAMPLES) {
        examples.add(shown(questions.all().get(index)));
      }
    }
    byte[] bytes = Files.readAllBytes(export);
    return new Agreement(
        format.id(),
        runtime.name(),
        Origin.digest(policy),
        Digest.sha256Hex(bytes),
        bytes.length,
        expected.size(),
        questions.real(),
        questions.digest(),
        choices,
        rankings,
        sums,
        compared,
        examples,
        replayed.loadNanos(),
        replayed.decisionNanos());
  }

  private static String shown(Question question) {
    StringBuilder text = new StringBuilder();
    question
        .text()
        .chars()
        .limit(SHOWN)
        .forEach(
            unit ->
                text.append(
                    unit >= 0x20 && unit < 0x7f
                        ? Character.toString(unit)
                        : "\\u%04x".formatted(unit)));
    return text + " | " + question.constraints();
  }
}
