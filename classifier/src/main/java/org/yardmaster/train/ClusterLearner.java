package org.yardmaster.train;

import java.util.Arrays;
import java.util.List;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.clustering.ClusterID;
import org.tribuo.clustering.ClusteringFactory;
import org.tribuo.clustering.kmeans.KMeansModel;
import org.tribuo.clustering.kmeans.KMeansTrainer;
import org.tribuo.datasource.ListDataSource;
import org.tribuo.math.distance.DistanceType;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * What the candidates usually achieve in the prompt's cluster: k-means++ (Arthur and Vassilvitskii,
 * 2007), and in every cluster each candidate's mean, held towards its mean over all. A task table
 * whose tasks are found, not named.
 */
final class ClusterLearner implements JudgedLearner {
  private static final int WORDS = 300;
  private static final int CLUSTERS = 40;
  private static final int LEAST_PROMPTS_PER_CLUSTER = 10;
  private static final int ITERATIONS = 10;
  private static final long SEED = 20_260_101;

  /** A cluster's mean counts as if so many more of its prompts had given the candidate's mean. */
  private static final double PRIOR_PROMPTS = 10;

  @Override
  public String provenance() {
    return JudgedLearner.record(trainer(Integer.MAX_VALUE));
  }

  private static KMeansTrainer trainer(int rows) {
    return new KMeansTrainer(
        clusters(rows),
        ITERATIONS,
        DistanceType.L2.getDistance(),
        KMeansTrainer.Initialisation.PLUSPLUS,
        1,
        SEED);
  }

  private static int clusters(int rows) {
    return Math.clamp(rows / LEAST_PROMPTS_PER_CLUSTER, 1, CLUSTERS);
  }

  @Override
  public SuccessPredictor learn(LearningBasis basis, int[] rows, double[][] targets) {
    LearningBasis narrow = basis.mostFrequent(WORDS);
    ClusteringFactory factory = new ClusteringFactory();
    KMeansModel model =
        trainer(rows.length)
            .train(
                new MutableDataset<>(
                    new ListDataSource<>(
                        examples(narrow, rows),
                        factory,
                        new SimpleDataSourceProvenance("clusters", factory))));
    int[] cluster = clusters(model, narrow, rows);
    int count = clusters(rows.length);
    double[][] means =
        Arrays.stream(targets)
            .map(target -> means(target, rows, cluster, count))
            .toArray(double[][]::new);
    return asked -> {
      int[] own = clusters(model, narrow, asked);
      return Arrays.stream(means)
          .map(mean -> Arrays.stream(own).mapToDouble(one -> mean[one]).toArray())
          .toArray(double[][]::new);
    };
  }

  private static List<Example<ClusterID>> examples(LearningBasis basis, int[] rows) {
    return Arrays.stream(rows)
        .mapToObj(row -> basis.example(row, ClusteringFactory.UNASSIGNED_CLUSTER_ID))
        .toList();
  }

  private static int[] clusters(KMeansModel model, LearningBasis basis, int[] rows) {
    return Arrays.stream(rows)
        .map(
            row ->
                model
                    .predict(basis.example(row, ClusteringFactory.UNASSIGNED_CLUSTER_ID))
                    .getOutput()
                    .getID())
        .toArray();
  }

  /** One candidate's mean by cluster. */
  private static double[] means(double[] target, int[] rows, int[] cluster, int count) {
    double[] sum = new double[count];
    double[] known = new double[count];
    for (int at = 0; at < rows.length; at++) {
      if (!Double.isNaN(target[rows[at]])) {
        sum[cluster[at]] += target[rows[at]];
        known[cluster[at]]++;
      }
    }
    double all = Arrays.stream(sum).sum() / Math.max(1, Arrays.stream(known).sum());
    double[] means = new double[count];
    Arrays.setAll(
        means,
        one ->
            Math.clamp(
                (sum[one] + PRIOR_PROMPTS * all) / (known[one] + PRIOR_PROMPTS), LEAST, 1 - LEAST));
    return means;
  }
}
