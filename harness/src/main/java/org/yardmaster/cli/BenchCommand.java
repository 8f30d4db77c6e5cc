package org.yardmaster.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.yardmaster.experiment.BenchRun;
import org.yardmaster.experiment.Lab;
import org.yardmaster.policyfile.PolicyFile;
import org.yardmaster.store.BenchmarkStore.Measurement;
import org.yardmaster.table.Cell;
import org.yardmaster.table.Column;
import org.yardmaster.table.Row;
import org.yardmaster.table.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yardmaster bench}. */
@Command(
    name = "bench",
    description = "Measure the decision with JMH, on your policy and your prompts.",
    footer = {
      "",
      "Examples:",
      "  yardmaster bench --policy policy.yard --dataset builtin --db lab.duckdb",
      "  yardmaster bench --policy policy.yard --dataset bfcl --full",
      "",
      "Prints nanoseconds and allocated bytes per decision, beside hashing the same",
      "bytes once with XXH64. Quick by default (one fork); --full takes three forks,",
      "about five minutes."
    })
final class BenchCommand implements Callable<Integer> {
  private static final int MOST_PROMPTS = 2_000;

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin DatabaseOption database = new DatabaseOption();
  @Mixin DatasetOption dataset = new DatasetOption();
  @Mixin JsonOption json = new JsonOption();
  @Mixin ScreenOptions screen = new ScreenOptions();

  @Option(names = "--policy", required = true, paramLabel = "FILE", description = "Policy file.")
  Path policy = Path.of("");

  @Option(names = "--full", description = "Three forks and longer iterations.")
  boolean full;

  @Override
  public Integer call() throws IOException, InterruptedException {
    byte[] file = Files.readAllBytes(policy);
    String digest = PolicyFile.digest(file, policy.toString());
    PolicyFile.read(file, policy.toString());
    List<String> prompts;
    try (Lab lab = database.forReading()) {
      prompts =
          lab.datasets().samples(dataset.id).stream()
              .limit(MOST_PROMPTS)
              .map(sample -> sample.prompt().routingText())
              .toList();
    }
    List<String> jmh = full ? List.of("-f", "3") : List.of("-f", "1", "-wi", "2", "-i", "3");
    spec.commandLine().getErr().println("measuring with JMH, one benchmark after the other...");
    List<Measurement> measurements = new BenchRun(jar()).run(policy, prompts, jmh);
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("dataset", dataset.id);
    parameters.put("prompts", Integer.toString(prompts.size()));
    parameters.put("jmh", String.join(" ", jmh));
    parameters.put("java", Runtime.version().toString());
    parameters.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    try (Lab lab = database.forWriting()) {
      lab.benchmarks().add(digest, parameters, measurements);
    }
    print(measurements, parameters);
    return 0;
  }

  /** Where the launcher's build leaves it. */
  private static Path jar() {
    String home = Optional.ofNullable(System.getenv("YARDMASTER_HOME")).orElse(".");
    return Path.of(home, "classifier", "bench", "target", "benchmarks.jar");
  }

  private void print(List<Measurement> measurements, Map<String, String> parameters) {
    PrintWriter out = spec.commandLine().getOut();
    if (json.wanted) {
      ObjectNode root = JsonOption.object().put("policy", policy.toString());
      ObjectNode facts = root.putObject("parameters");
      parameters.forEach(facts::put);
      ArrayNode list = root.putArray("measurements");
      for (Measurement one : measurements) {
        list.addObject()
            .put("name", one.name())
            .put("score", one.score())
            .put("error", one.error())
            .put("unit", one.unit());
      }
      out.println(JsonOption.pretty(root));
    } else {
      out.print(screen.render(table(measurements)));
      mean(measurements, "decide")
          .ifPresent(
              decide ->
                  mean(measurements, "hashOnce")
                      .ifPresent(
                          hash ->
                              out.printf(
                                  "a decision takes %.1f times as long as hashing its bytes once%n",
                                  decide / hash)));
    }
    out.flush();
  }

  private static Table table(List<Measurement> measurements) {
    return new Table(
        "bench",
        "",
        List.of(Column.text("benchmark"), Column.number("score"), Column.text("unit")),
        measurements.stream()
            .map(
                one ->
                    Row.of(
                        Cell.text(one.name()),
                        Cell.text(String.format(Locale.ROOT, "%,.1f", one.score())),
                        Cell.text(one.unit())))
            .toList());
  }

  private static Optional<Double> mean(List<Measurement> measurements, String benchmark) {
    return measurements.stream()
        .filter(one -> one.name().equals(benchmark + " mean"))
        .map(Measurement::score)
        .findFirst();
  }
}
