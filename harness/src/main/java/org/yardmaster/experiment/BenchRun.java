package org.yardmaster.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.yardmaster.store.BenchmarkStore.Measurement;

/** Runs the JMH jar in a process of its own on the user's policy and prompts. */
public final class BenchRun {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final Path jar;
  private final Path java;

  /**
   * Prepares a run.
   *
   * @param jar the benchmark jar that the build makes
   */
  public BenchRun(Path jar) {
    this.jar = jar;
    this.java = Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /**
   * Measures.
   *
   * @param jmh further JMH options, for instance {@code -f 1}
   * @throws IllegalStateException when the jar is missing or JMH fails
   */
  public List<Measurement> run(Path policy, List<String> prompts, List<String> jmh)
      throws IOException, InterruptedException {
    if (!Files.exists(jar)) {
      throw new IllegalStateException(
          "No benchmark jar at %s.\nMaybe build it: mvn -q package -DskipTests".formatted(jar));
    }
    Path folder = Files.createTempDirectory("yardmaster-bench");
    Path promptFile = folder.resolve("prompts.txt");
    Path result = folder.resolve("result.json");
    Files.write(promptFile, prompts.stream().map(BenchRun::encoded).toList());
    List<String> command =
        new ArrayList<>(
            List.of(
                java.toString(),
                "-jar",
                jar.toString(),
                "DecisionBenchmark",
                "-p",
                "policy=" + policy.toAbsolutePath(),
                "-p",
                "prompts=" + promptFile,
                "-prof",
                "gc",
                "-rf",
                "json",
                "-rff",
                result.toString()));
    command.addAll(jmh);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.to(folder.resolve("jmh.log").toFile()))
            .start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException("JMH failed; its log is " + folder.resolve("jmh.log"));
    }
    List<Measurement> measured = measurements(MAPPER.readTree(result.toFile()));
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
    return measured;
  }

  private static String encoded(String prompt) {
    return Base64.getEncoder().encodeToString(prompt.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Measurement> measurements(JsonNode results) {
    List<Measurement> measurements = new ArrayList<>();
    for (JsonNode result : results) {
      String name = result.path("benchmark").asText().replaceFirst(".*\\.", "");
      JsonNode primary = result.path("primaryMetric");
      String unit = primary.path("scoreUnit").asText();
      if (result.path("mode").asText().equals("avgt")) {
        measurements.add(measurement(name + " mean", primary, unit));
        JsonNode allocated = result.path("secondaryMetrics").path("gc.alloc.rate.norm");
        measurements.add(measurement(name + " allocated", allocated, "B/op"));
      } else {
        JsonNode percentiles = primary.path("scorePercentiles");
        for (String level : List.of("50.0", "99.0", "99.9")) {
          measurements.add(
              new Measurement(name + " p" + level, percentiles.path(level).asDouble(), 0, unit));
        }
      }
    }
    return measurements;
  }

  private static Measurement measurement(String name, JsonNode metric, String unit) {
    double error = metric.path("scoreError").asDouble(0);
    return new Measurement(
        name, metric.path("score").asDouble(), Double.isFinite(error) ? error : 0, unit);
  }
}
