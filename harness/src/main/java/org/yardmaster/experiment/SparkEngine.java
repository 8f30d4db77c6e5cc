package org.yardmaster.experiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Submits the jar of {@code harness/spark} to a cluster, by Spark's own launcher and in a process
 * of its own: nothing of Spark is ever on this class path. Spark comes from {@code SPARK_HOME} or,
 * when that is not set, from Maven, once; the jar is built on first use.
 *
 * @param home the folder of Yardmaster itself
 * @param master where the cluster is, in Spark's words, for instance {@code spark://host:7077}
 * @param settings further Spark settings, as {@code name=value}
 */
public record SparkEngine(Path home, String master, List<String> settings) {
  private static final String MAIN = "org.yardmaster.spark.SparkJobs";
  private static final String SCALA = "2.13";
  private static final int LAST_LINES = 15;

  public SparkEngine {
    settings = List.copyOf(settings);
    for (String setting : settings) {
      if (!setting.matches("[^=\\s]+=.*")) {
        throw new IllegalArgumentException(
            "Spark setting (%s): expected name=value, such as spark.executor.memory=4g."
                .formatted(setting));
      }
    }
  }

  /**
   * Runs a job to its end.
   *
   * @param log takes what Spark says
   * @param progress hears the job's own lines
   * @throws IllegalStateException when the job fails, with the end of the log
   */
  public void submit(List<String> job, Path log, Consumer<String> progress) {
    try {
      Path spark = sparkHome(progress);
      List<String> command = launcherCommand(spark, jar(progress), job);
      int code = run(environment(spark, new ProcessBuilder(command)), log, progress);
      if (code != 0) {
        throw new IllegalStateException(
            "The Spark job ended with code %d; its log is %s and ends:\n%s"
                .formatted(code, log, end(log)));
      }
    } catch (IOException fault) {
      throw new IllegalStateException("Spark cannot be started: " + fault.getMessage(), fault);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted; the same command goes on.", stop);
    }
  }

  /** Where Spark is: {@code SPARK_HOME}, or the jars that Maven fetched. */
  private Path sparkHome(Consumer<String> progress) throws IOException, InterruptedException {
    Optional<String> set = Optional.ofNullable(System.getenv("SPARK_HOME"));
    Path found = set.map(Path::of).orElse(home.resolve("harness/spark/runtime/target"));
    if (!Files.isDirectory(found.resolve("jars"))) {
      if (set.isPresent()) {
        throw new IllegalArgumentException(
            "SPARK_HOME is %s, but there are no jars in it.\nMaybe unset it: Spark is fetched from Maven then."
                .formatted(found));
      }
      progress.accept("fetching Spark from Maven, about 280 MB, once...");
      maven("-f", home.resolve("harness/spark/runtime/pom.xml").toString(), "package");
    }
    return found;
  }

  /** The application, built when it is missing or older than this build. */
  private Path jar(Consumer<String> progress) throws IOException, InterruptedException {
    Path jar = home.resolve("harness/spark/target/yardmaster-spark.jar");
    Path built = home.resolve("harness/target/.built");
    boolean stale =
        Files.exists(jar)
            && Files.exists(built)
            && Files.getLastModifiedTime(jar).compareTo(Files.getLastModifiedTime(built)) < 0;
    if (!Files.exists(jar) || stale) {
      progress.accept("building the Spark application...");
      maven(
          "-f",
          home.resolve("pom.xml").toString(),
          "-Pspark",
          "package",
          "-pl",
          "harness/spark",
          "-am",
          "-DskipTests",
          "-Dcheckstyle.skip",
          "-Dexec.skip");
    }
    return jar;
  }

  private void maven(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("mvn", "-B", "-q"));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    Path log = Files.createTempFile("yardmaster-maven", ".log");
    builder.redirectOutput(log.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    if (builder.start().waitFor() != 0) {
      throw new IllegalStateException(
          "Maven failed (%s):\n%s".formatted(String.join(" ", command), end(log)));
    }
    Files.delete(log);
  }

  /** Has Spark's launcher tell the command, with all the flags that this Spark needs. */
  private List<String> launcherCommand(Path spark, Path jar, List<String> job)
      throws IOException, InterruptedException {
    List<String> ask =
        new ArrayList<>(
            List.of(
                java(),
                "-cp",
                spark.resolve("jars") + "/*",
                "org.apache.spark.launcher.Main",
                "org.apache.spark.deploy.SparkSubmit",
                "--master",
                master,
                "--class",
                MAIN));
    for (String setting : careful()) {
      ask.addAll(List.of("--conf", setting));
    }
    ask.add(jar.toString());
    ask.addAll(job);
    Process process =
        environment(spark, new ProcessBuilder(ask))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    // What comes before the first empty argument is talk, as Spark's own scripts have it.
    int begin = told.indexOf("\0\n");
    if (process.waitFor() != 0 || begin < 0) {
      throw new IllegalStateException("Spark's launcher failed: " + told);
    }
    return Stream.of(told.substring(begin + 2).split("\0", -1))
        .filter(Predicate.not(String::isEmpty))
        .toList();
  }

  private List<String> careful() {
    return Stream.concat(
            Stream.of(
                "spark.log.level=WARN",
                "spark.ui.enabled=false",
                "spark.ui.showConsoleProgress=false",
                "spark.scheduler.minRegisteredResourcesRatio=1.0",
                "spark.sql.shuffle.partitions=32"),
            settings.stream())
        .toList();
  }

  private static ProcessBuilder environment(Path spark, ProcessBuilder builder) {
    Map<String, String> environment = builder.environment();
    environment.put("SPARK_HOME", spark.toAbsolutePath().toString());
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.putIfAbsent("SPARK_SCALA_VERSION", SCALA);
    return builder;
  }

  private static int run(ProcessBuilder builder, Path log, Consumer<String> progress)
      throws IOException, InterruptedException {
    Files.createDirectories(log.toAbsolutePath().getParent());
    Process process = builder.redirectError(log.toFile()).start();
    Thread end = new Thread(process::destroy);
    Runtime.getRuntime().addShutdownHook(end);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        progress.accept(line);
      }
      return process.waitFor();
    } finally {
      process.destroy();
      Runtime.getRuntime().removeShutdownHook(end);
    }
  }

  private static String end(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    List<String> telling = lines.stream().filter(line -> !line.startsWith("\tat ")).toList();
    return String.join(
        "\n", telling.subList(Math.max(0, telling.size() - LAST_LINES), telling.size()));
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
