package org.yardmaster.export;

import com.google.protobuf.Any;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.MutableFeatureMap;
import org.tribuo.MutableOutputInfo;
import org.tribuo.Tribuo;
import org.tribuo.impl.ModelDataCarrier;
import org.tribuo.math.LinearParameters;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.impl.EmptyDatasetProvenance;
import org.tribuo.provenance.impl.EmptyTrainerProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.sgd.linear.LinearSGDModel;
import org.tribuo.regression.sgd.protos.RegressionLinearSGDProto;
import org.yardmaster.decide.Heads;
import org.yardmaster.decide.Policy;

/**
 * A policy's linear functions as one Tribuo regression model in Tribuo's own protobuf: a dimension
 * per head, named by {@link TribuoFeatures#dimensions}, over the features of {@link
 * TribuoFeatures#example}. Tribuo did not train this very model, and its provenance says so: data
 * set and trainer are empty, and what the policy knows of its training stands in the instance
 * values. No clock is read, so the time is that of 1970.
 */
final class TribuoExport {
  private static final OffsetDateTime NO_TIME =
      OffsetDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

  private final Policy policy;
  private final UsedRows words;
  private final UsedRows counters;
  private final UsedRows tokenCounters;

  private TribuoExport(Policy policy) {
    this.policy = policy;
    this.words = used(policy.words().wordWeights(), policy.words());
    this.counters = used(policy.words().counterWeights(), policy.words());
    this.tokenCounters = used(policy.tokens().counterWeights(), policy.tokens());
  }

  private static UsedRows used(short[] weights, Heads heads) {
    return UsedRows.of(weights, heads.heads());
  }

  static byte[] write(Policy policy) {
    return new TribuoExport(policy).model().toByteArray();
  }

  private ModelProto model() {
    ImmutableFeatureMap features = features();
    ModelDataCarrier<Regressor> metadata =
        new ModelDataCarrier<>(
            "yardmaster", provenance(), features, outputs(), false, Tribuo.VERSION);
    RegressionLinearSGDProto data =
        RegressionLinearSGDProto.newBuilder()
            .setMetadata(metadata.serialize())
            .setParams(
                new LinearParameters(DenseMatrix.createDenseMatrix(weights(features))).serialize())
            .addAllDimensionNames(TribuoFeatures.dimensions(policy))
            .build();
    return ModelProto.newBuilder()
        .setVersion(LinearSGDModel.CURRENT_VERSION)
        .setClassName(LinearSGDModel.class.getName())
        .setSerializedData(Any.pack(data))
        .build();
  }

  private ModelProvenance provenance() {
    Map<String, Provenance> facts = new TreeMap<>();
    Origin.of(policy, Proof.REPLAYED)
        .forEach((key, value) -> facts.put(key, new StringProvenance(key, value)));
    return new ModelProvenance(
        LinearSGDModel.class.getName(),
        NO_TIME,
        new EmptyDatasetProvenance(),
        new EmptyTrainerProvenance(),
        facts,
        false);
  }

  private ImmutableFeatureMap features() {
    MutableFeatureMap map = new MutableFeatureMap();
    Arrays.stream(words.used()).forEach(row -> map.add(TribuoFeatures.word(row), 1));
    IntStream.concat(Arrays.stream(counters.used()), Arrays.stream(tokenCounters.used()))
        .distinct()
        .forEach(row -> map.add(TribuoFeatures.counter(row), 1));
    return new ImmutableFeatureMap(map);
  }

  private ImmutableOutputInfo<Regressor> outputs() {
    String[] names = TribuoFeatures.dimensions(policy).toArray(String[]::new);
    MutableOutputInfo<Regressor> info = new RegressionFactory().generateInfo();
    info.observe(new Regressor(names, new double[names.length]));
    return info.generateImmutableOutputInfo();
  }

  /** A row per dimension: a weight per feature, the constant term last. */
  private double[][] weights(ImmutableFeatureMap features) {
    Heads success = policy.words();
    Heads tokens = policy.tokens();
    double[][] weights = new double[success.heads() + tokens.heads()][features.size() + 1];
    for (int head = 0; head < success.heads(); head++) {
      fill(weights[head], features, words, head, success.wordScale()[head], true);
      fill(weights[head], features, counters, head, success.counterScale()[head], false);
      weights[head][features.size()] = success.bias()[head];
    }
    for (int head = 0; head < tokens.heads(); head++) {
      double[] row = weights[success.heads() + head];
      fill(row, features, tokenCounters, head, tokens.counterScale()[head], false);
      row[features.size()] = tokens.bias()[head];
    }
    return weights;
  }

  private static void fill(
      double[] target,
      ImmutableFeatureMap features,
      UsedRows rows,
      int head,
      double scale,
      boolean words) {
    for (int index = 0; index < rows.used().length; index++) {
      int row = rows.used()[index];
      String name = words ? TribuoFeatures.word(row) : TribuoFeatures.counter(row);
      target[features.getID(name)] = scale * rows.table()[(index + 1) * rows.width() + head];
    }
  }
}
