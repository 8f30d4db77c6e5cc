package org.yardmaster.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.yardmaster.evaluate.WideMeans;
import org.yardmaster.evaluate.WidePass;
import org.yardmaster.evaluate.WideRow;
import org.yardmaster.evaluate.WideSums;
import org.yardmaster.policyfile.PolicyFile;

/**
 * The two passes of a judgement over a wide table: each is map-only, with sums per part that the
 * driver puts together. The judgement itself is made from them by whoever submitted the job.
 */
final class ClusterEvaluator {
  private final SparkSession spark;
  private final Waves waves;

  ClusterEvaluator(SparkSession spark, Waves waves) {
    this.spark = spark;
    this.waves = waves;
  }

  /** Leaves {@code sums.bin}. */
  void run() throws IOException {
    WidePass pass = new WidePass(List.of(waves.read("candidates.txt").split("\n", -1)));
    JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
    WideMeans means =
        rows(pass, false)
            .mapPartitions(part -> List.of(pass.means(of(part, pass))).iterator())
            .treeReduce(WideMeans::merge);
    Broadcast<WideMeans> whole = context.broadcast(means);
    Broadcast<byte[]> policy = context.broadcast(waves.bytes("policy.yard"));
    WideSums sums =
        rows(pass, true)
            .mapPartitions(
                part ->
                    List.of(
                            pass.sums(
                                of(part, pass),
                                whole.value(),
                                PolicyFile.read(policy.value(), "policy.yard")))
                        .iterator())
            .treeReduce(WideSums::merge);
    try (ObjectOutputStream out = new ObjectOutputStream(waves.create("sums.bin"))) {
      out.writeObject(means);
      out.writeObject(sums);
    }
  }

  private JavaRDD<Row> rows(WidePass pass, boolean withPrompts) {
    List<Column> columns = new ArrayList<>(List.of(col("position"), col("group_id"), col("task")));
    columns.add(withPrompts ? col("prompt_json") : lit(""));
    for (int candidate = 0; candidate < pass.candidates().size(); candidate++) {
      columns.add(col("q" + candidate));
      columns.add(col("c" + candidate));
    }
    return spark
        .read()
        .parquet(waves.path("wide").toString())
        .select(columns.toArray(Column[]::new))
        .javaRDD();
  }

  private static WidePass.Rows of(Iterator<Row> part, WidePass pass) {
    return (withPrompts, handler) -> {
      int candidates = pass.candidates().size();
      while (part.hasNext()) {
        Row row = part.next();
        double[] quality = new double[candidates];
        double[] costUsd = new double[candidates];
        for (int candidate = 0; candidate < candidates; candidate++) {
          quality[candidate] = number(row, 4 + 2 * candidate);
          costUsd[candidate] = number(row, 5 + 2 * candidate);
        }
        handler.row(
            new WideRow(row.getLong(0), row.getString(1), row.getString(2), quality, costUsd),
            row.getString(3));
      }
    };
  }

  private static double number(Row row, int column) {
    return row.isNullAt(column) ? Double.NaN : row.getDouble(column);
  }
}
