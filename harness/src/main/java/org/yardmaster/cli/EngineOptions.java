package org.yardmaster.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.yardmaster.experiment.ClusterRun;
import org.yardmaster.experiment.Lab;
import org.yardmaster.experiment.SparkEngine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code --engine}: where the work is done; in this process unless a cluster is named. */
final class EngineOptions {
  /** Where work is done. */
  enum Engine {
    LOCAL,
    SPARK
  }

  @Spec(Spec.Target.MIXEE)
  CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--engine",
      defaultValue = "local",
      description =
          "Where the work is done: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE});"
              + " harness/spark/README.md tells when Spark pays.")
  Engine engine = Engine.LOCAL;

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "With --engine spark: the cluster, such as spark://host:7077 or local[2].")
  Optional<String> master = Optional.empty();

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description =
          "Folder for Parquet files, which all workers of a cluster must see (default: FILE.spark"
              + " beside --db).")
  Optional<Path> work = Optional.empty();

  @Option(
      names = "--spark",
      paramLabel = "NAME=VALUE",
      description = "With --engine spark: a setting of Spark; may be repeated.")
  List<String> settings = List.of();

  @Option(
      names = "--prepare-only",
      description =
          "With replay --engine spark: write the folder and say how to submit it, for clusters out"
              + " of reach.")
  boolean prepareOnly;

  boolean spark() {
    if (engine == Engine.SPARK && master.isEmpty() && !prepareOnly) {
      throw new ParameterException(
          spec.commandLine(), "--engine spark needs --master URL, for instance --master local[2].");
    }
    if (engine == Engine.LOCAL && (master.isPresent() || prepareOnly || !settings.isEmpty())) {
      throw new ParameterException(
          spec.commandLine(), "--master, --spark and --prepare-only go with --engine spark only.");
    }
    return engine == Engine.SPARK;
  }

  /** A run on the cluster, in a folder of the data set's own. */
  ClusterRun run(Lab lab, Path database, String dataset) {
    return new ClusterRun(lab, engine(), folder(database, dataset), this::tell);
  }

  SparkEngine engine() {
    Path home =
        Path.of(
            Optional.ofNullable(System.getProperty("yardmaster.home"))
                .or(() -> Optional.ofNullable(System.getenv("YARDMASTER_HOME")))
                .orElse("."));
    return new SparkEngine(home, master.orElse(""), settings);
  }

  /** Where work on a data set lies. */
  Path folder(Path database, String dataset) {
    return work.orElse(database.resolveSibling(database.getFileName() + ".spark")).resolve(dataset);
  }

  /** Tells a line of progress. */
  void tell(String line) {
    PrintWriter messages = spec.commandLine().getErr();
    messages.println(line);
    messages.flush();
  }
}
