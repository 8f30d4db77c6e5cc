package org.yardmaster.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.yardmaster.decide.CandidateModel;
import org.yardmaster.decide.Policy;
import org.yardmaster.experiment.Lab;
import org.yardmaster.policyfile.PolicyFile;
import org.yardmaster.table.Cell;
import org.yardmaster.table.Column;
import org.yardmaster.table.Row;
import org.yardmaster.table.Table;
import org.yardmaster.table.Unit;
import org.yardmaster.train.Attribution;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code yardmaster evaluate attribution}. */
@Command(
    name = "attribution",
    description = "What a policy listens to: words and counters that push, over many prompts.",
    footer = {
      "",
      "Example:",
      "  yardmaster evaluate attribution --policy bfcl.yard --dataset bfcl \\",
      "      --candidate gpt-4",
      "",
      "Pushes are differences of log-odds of being right between two candidates. They",
      "say what the policy has learned, not what makes a prompt hard."
    })
final class EvaluateAttributionCommand implements Callable<Integer> {
  private static final int SHOWN = 20;

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin DatabaseOption database = new DatabaseOption();
  @Mixin DatasetOption dataset = new DatasetOption();
  @Mixin JsonOption json = new JsonOption();
  @Mixin ScreenOptions screen = new ScreenOptions();

  @Option(names = "--policy", required = true, paramLabel = "FILE", description = "Policy file.")
  Path policyFile = Path.of("");

  @Option(
      names = "--candidate",
      paramLabel = "ID",
      description = "The one spoken of (default: the policy's last).")
  Optional<String> candidate = Optional.empty();

  @Option(
      names = "--against",
      paramLabel = "ID",
      description = "The one compared with (default: the policy's first).")
  Optional<String> against = Optional.empty();

  @Option(
      names = "--top",
      paramLabel = "N",
      converter = Ranges.Count.class,
      description = "Features to list (default: 20).")
  Optional<Integer> top = Optional.empty();

  @Override
  public Integer call() throws IOException {
    Policy policy = PolicyFile.read(policyFile);
    int one = candidate.map(id -> index(policy, id)).orElse(policy.candidates().size() - 1);
    int other = against.map(id -> index(policy, id)).orElse(0);
    if (one == other) {
      throw new ParameterException(
          spec.commandLine(), "--candidate and --against must name two different candidates.");
    }
    List<String> texts;
    try (Lab lab = database.forReading()) {
      texts =
          lab.table(dataset.id).samples().stream()
              .map(sample -> sample.prompt().routingText())
              .toList();
    }
    List<Attribution> found =
        Attribution.of(policy, texts, one, other).stream().limit(top.orElse(SHOWN)).toList();
    CandidateModel first = policy.candidates().get(one);
    CandidateModel second = policy.candidates().get(other);
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        json.wanted
            ? JsonOption.pretty(
                asJson(found, texts.size(), first, second).put("simulated", policy.simulated()))
            : screen.render(table(found, texts.size(), first, second)));
    out.flush();
    return 0;
  }

  private static int index(Policy policy, String id) {
    int index = policy.indexOf(id);
    if (index < 0) {
      throw new IllegalArgumentException(
          "Unknown candidate (%s); the policy has %s."
              .formatted(id, policy.candidates().stream().map(CandidateModel::id).toList()));
    }
    return index;
  }

  private Table table(
      List<Attribution> found, int prompts, CandidateModel first, CandidateModel second) {
    List<Row> rows =
        found.stream()
            .map(
                one ->
                    Row.of(
                        Cell.text(one.feature()),
                        Cell.figure(Unit.COUNT, one.texts()),
                        Cell.figure(Unit.SCORE, one.meanPush()),
                        Cell.figure(Unit.SCORE, one.weight())))
            .toList();
    return new Table(
        "attribution",
        "What pushes towards %s against %s over %,d prompts of %s (log-odds%s)"
            .formatted(
                first.id(),
                second.id(),
                prompts,
                dataset.id,
                first.simulated() || second.simulated() ? ", learned from simulated outcomes" : ""),
        List.of(
            Column.text("feature"),
            Column.number("prompts"),
            Column.number("mean push"),
            Column.number("weight")),
        rows);
  }

  private ObjectNode asJson(
      List<Attribution> found, int prompts, CandidateModel first, CandidateModel second) {
    ObjectNode node =
        JsonOption.object()
            .put("dataset", dataset.id)
            .put("prompts", prompts)
            .put("candidate", first.id())
            .put("against", second.id());
    ArrayNode features = node.putArray("features");
    found.forEach(
        one ->
            features
                .addObject()
                .put("feature", one.feature())
                .put("prompts", one.texts())
                .put("meanPush", one.meanPush())
                .put("weight", one.weight()));
    return node;
  }
}
