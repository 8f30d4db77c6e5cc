package org.yardmaster.spark;

import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.yardmaster.data.Target;
import org.yardmaster.data.TargetJson;
import org.yardmaster.grade.CodeRunner;
import org.yardmaster.grade.Graders;
import org.yardmaster.grade.Protocol;
import org.yardmaster.outcome.Outcome;
import org.yardmaster.provenance.CanonicalJson;

/** Judges recorded answers again, without calling anybody: one pass over them, no state. */
final class ClusterGrader {
  private final SparkSession spark;
  private final Waves waves;
  private final Protocol protocol;

  ClusterGrader(SparkSession spark, Waves waves, Map<String, String> options) {
    this.spark = spark;
    this.waves = waves;
    this.protocol =
        Protocol.valueOf(options.getOrDefault("protocol", "standard").toUpperCase(Locale.ROOT));
  }

  /** Leaves {@code gradings/latest} and {@code result.json}. */
  void run() throws IOException {
    Dataset<Row> targets =
        spark.read().parquet(waves.path("samples").toString()).select("sample_id", "target_json");
    Dataset<Row> answers =
        spark
            .read()
            .schema(OutcomeRows.SCHEMA)
            .parquet(waves.path("recorded").toString())
            .filter(col("status").notEqual(OutcomeRows.FAILED));
    Dataset<Row> judged =
        answers
            .join(targets, "sample_id")
            .mapPartitions(new Judging(protocol), Encoders.row(OutcomeRows.GRADINGS));
    String out = waves.path("gradings/latest").toString();
    judged.write().mode("overwrite").parquet(out);
    waves.write("result.json", summary(spark.read().parquet(out), answers.count()));
  }

  private static String summary(Dataset<Row> judged, long answers) {
    Dataset<Row> scored = judged.filter(col("quality").isNotNull());
    ObjectNode root =
        JsonNodeFactory.instance
            .objectNode()
            .put("graded", scored.count())
            .put(
                "changed",
                scored
                    .filter(
                        col("quality_before")
                            .isNull()
                            .or(col("quality_before").notEqual(col("quality"))))
                    .count())
            .put("kept", answers - judged.count());
    ObjectNode unscored = root.putObject("unscored");
    judged
        .filter(col("quality").isNull())
        .groupBy("unscored_because")
        .count()
        .collectAsList()
        .forEach(row -> unscored.put(row.getString(0), row.getLong(1)));
    return CanonicalJson.write(root);
  }

  /** Judges the answers of one partition. */
  private record Judging(Protocol protocol) implements MapPartitionsFunction<Row, Row> {
    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
      Graders graders = Graders.of(protocol, CodeRunner.none());
      List<Row> judged = new ArrayList<>();
      while (rows.hasNext()) {
        Row row = rows.next();
        Outcome outcome = OutcomeRows.read(row);
        Target target = TargetJson.read(row.<String>getAs("target_json"));
        if (Graders.judges(target, outcome)) {
          judged.add(
              OutcomeRows.writeGrading(outcome, graders.grade(target, outcome.completion())));
        }
      }
      return judged.iterator();
    }
  }
}
