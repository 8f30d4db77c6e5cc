package org.yardmaster.spark;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * Entry point of the application: {@code replay|grade|evaluate --folder URI [--NAME VALUE ...]}.
 * The folder may lie on any file system that Spark's Hadoop knows, and every process must see it.
 */
public final class SparkJobs {
  private SparkJobs() {}

  public static void main(String[] arguments) throws IOException {
    Map<String, String> options = new HashMap<>();
    for (int index = 1; index + 1 < arguments.length; index += 2) {
      options.put(arguments[index].replaceFirst("^--", ""), arguments[index + 1]);
    }
    String folder = options.get("folder");
    if (folder == null) {
      throw new IllegalArgumentException(
          "Usage: replay|grade|evaluate --folder URI; found %s."
              .formatted(String.join(" ", arguments)));
    }
    try (SparkSession spark =
        SparkSession.builder().appName("yardmaster " + arguments[0]).getOrCreate()) {
      requireCarefulSpark(spark);
      Waves waves = new Waves(folder, spark.sparkContext().hadoopConfiguration());
      switch (arguments[0]) {
        case "replay" ->
            new ClusterReplayer(
                    spark,
                    waves,
                    number(options, "calls-per-task", 500),
                    number(options, "tasks-per-slot", 4))
                .run();
        case "grade" -> new ClusterGrader(spark, waves, options).run();
        case "evaluate" -> new ClusterEvaluator(spark, waves).run();
        default ->
            throw new IllegalArgumentException(
                "Unknown job (%s); expected replay, grade or evaluate.".formatted(arguments[0]));
      }
    }
  }

  private static int number(Map<String, String> options, String name, int standard) {
    return Integer.parseInt(options.getOrDefault(name, Integer.toString(standard)));
  }

  /** Speculative copies of a task would pay twice; executors that come and go break rate limits. */
  private static void requireCarefulSpark(SparkSession spark) {
    for (String setting : new String[] {"spark.speculation", "spark.dynamicAllocation.enabled"}) {
      if (Boolean.parseBoolean(spark.conf().get(setting, "false"))) {
        throw new IllegalArgumentException(
            "%s is true: tasks would pay twice, or rate limits could not be divided.\nMaybe submit with --conf %s=false."
                .formatted(setting, setting));
      }
    }
  }
}
