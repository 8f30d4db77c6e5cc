package org.yardmaster.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.yardmaster.decide.Decider;
import org.yardmaster.decide.Policy;
import org.yardmaster.export.YardJsonReader;
import org.yardmaster.policyfile.PolicyFile;

/** The kernel in this process, for the formats that it reads itself. */
final class KernelRuntime implements ExportRuntime {
  private final boolean json;

  KernelRuntime(boolean json) {
    this.json = json;
  }

  @Override
  public String name() {
    return "kernel, Java " + Runtime.version().feature();
  }

  @Override
  public Replayed replay(Path export, Policy ignored, List<Question> questions) throws IOException {
    long start = System.nanoTime();
    Policy policy =
        json
            ? YardJsonReader.read(Files.readString(export, StandardCharsets.UTF_8))
            : PolicyFile.read(export);
    Decider decider = new Decider(policy);
    long load = System.nanoTime() - start;
    List<Answer> answers = new Reference(policy).answers(questions);
    long from = System.nanoTime();
    for (Question question : questions) {
      decider.choose(question.text(), question.constraints());
    }
    return new Replayed(answers, load, (System.nanoTime() - from) / questions.size());
  }
}
