package org.yardmaster.verify;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.yardmaster.decide.Constraints;
import org.yardmaster.decide.Policy;

/**
 * Talks to a process that runs an export. Questions, one per line: Base64 of the text's UTF-16BE
 * code units, tradeoff, quality floor, largest cost, largest latency, indices of the allowed
 * candidates, USD per right answer. Answers, one per line: ranked indices, task, sums; then {@code
 * #}, load nanoseconds, nanoseconds per decision. Columns are separated by tabs, lists by commas.
 */
final class Probe {
  private static final int SHOWN_LINES = 12;

  private Probe() {}

  /** Runs the command with two more arguments, the question file and the answer file. */
  static Replayed run(List<String> command, Path folder, Policy policy, List<Question> questions)
      throws IOException, InterruptedException {
    Path asked = folder.resolve("questions.tsv");
    Path answered = folder.resolve("answers.tsv");
    Path log = folder.resolve("log.txt");
    Files.write(asked, questions.stream().map(question -> line(question, policy)).toList());
    List<String> whole = new ArrayList<>(command);
    whole.addAll(List.of(asked.toString(), answered.toString()));
    Process process =
        new ProcessBuilder(whole)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()))
            .start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(
          "%s failed:\n%s"
              .formatted(
                  command.getFirst(),
                  Files.readAllLines(log).stream()
                      .limit(SHOWN_LINES)
                      .map(text -> text.length() > 200 ? text.substring(0, 200) : text)
                      .collect(Collectors.joining("\n"))));
    }
    return read(Files.readAllLines(answered), questions.size());
  }

  private static String line(Question question, Policy policy) {
    String text = question.text();
    ByteBuffer units = ByteBuffer.allocate(text.length() * Character.BYTES);
    units.asCharBuffer().put(text);
    Constraints wishes = question.constraints();
    return String.join(
        "\t",
        Base64.getEncoder().encodeToString(units.array()),
        Double.toString(wishes.costQualityTradeoff()),
        Double.toString(wishes.qualityFloor()),
        Double.toString(wishes.maxCostUsd()),
        Double.toString(wishes.maxLatencySeconds()),
        wishes.allowed().stream()
            .map(id -> Integer.toString(policy.indexOf(id)))
            .collect(Collectors.joining(",")),
        Double.toString(policy.rule().usd(wishes)));
  }

  private static Replayed read(List<String> lines, int questions) {
    if (lines.size() != questions + 1) {
      throw new IllegalStateException(
          "The runtime answered %d of %d questions.".formatted(lines.size() - 1, questions));
    }
    String[] times = lines.getLast().split("\t", -1);
    return new Replayed(
        lines.subList(0, questions).stream().map(Probe::answer).toList(),
        Long.parseLong(times[1]),
        Long.parseLong(times[2]));
  }

  private static Answer answer(String line) {
    String[] columns = line.split("\t", -1);
    return new Answer(integers(columns[0]), Integer.parseInt(columns[1]), integers(columns[2]));
  }

  private static List<Integer> integers(String list) {
    return list.isEmpty()
        ? List.of()
        : Arrays.stream(list.split(",")).map(Integer::valueOf).toList();
  }
}
