package org.yardmaster.export;

import static org.yardmaster.export.OnnxGraph.integer;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.yardmaster.decide.CandidateModel;
import org.yardmaster.decide.Heads;
import org.yardmaster.decide.Line;
import org.yardmaster.decide.Policy;
import org.yardmaster.feature.FeatureSchema;

/**
 * The whole policy as one ONNX graph, text in, model name out, for ONNX Runtime (its operators
 * Tokenizer and MurmurHash3 are used).
 *
 * <p>Inputs: {@code text} string [1]; {@code willingness_usd} (USD per right answer; negative: the
 * policy's own), {@code quality_floor}, {@code max_cost_usd}, {@code max_latency_seconds}, double
 * [1] each; {@code allowed} bool [candidates]. Outputs: {@code model} string [1], empty when no
 * candidate is permitted; {@code ranked} string [permitted], best first; {@code utility}, {@code
 * success}, {@code cost_usd} double [candidates] in policy order; {@code task} string [1]; {@code
 * sums} int32, the integer sums of both bundles.
 */
final class OnnxExport {
  private final OnnxGraph graph = new OnnxGraph();
  private final Policy policy;
  private final int count;

  private OnnxExport(Policy policy) {
    this.policy = policy;
    this.count = policy.candidates().size();
  }

  static byte[] write(Policy policy) {
    OnnxExport export = new OnnxExport(policy);
    export.build();
    ModelProto.Builder model =
        ModelProto.newBuilder()
            .setIrVersion(9)
            .setProducerName("yardmaster")
            .setDocString(
                "A routing policy: text in, model name out. Schema " + FeatureSchema.VERSION)
            .setGraph(export.graph.build("policy"))
            .addOpsetImport(opset("", 20))
            .addOpsetImport(opset(OnnxGraph.ML, 2))
            .addOpsetImport(opset(OnnxGraph.MICROSOFT, 1));
    Origin.of(policy, Proof.REPLAYED)
        .forEach(
            (key, value) ->
                model.addMetadataProps(
                    StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    return model.build().toByteArray();
  }

  private static OperatorSetIdProto opset(String domain, long version) {
    return OperatorSetIdProto.newBuilder().setDomain(domain).setVersion(version).build();
  }

  private void build() {
    graph.input("text", DataType.STRING, 1);
    for (String wish :
        List.of("willingness_usd", "quality_floor", "max_cost_usd", "max_latency_seconds")) {
      graph.input(wish, DataType.DOUBLE, 1);
    }
    graph.input("allowed", DataType.BOOL, count);
    OnnxFeatures features = new OnnxFeatures(graph, "text");
    String buckets = features.buckets(policy.schema().buckets());
    String counterFeatures = features.counterFeatures();
    String wordSums = wordSums(buckets);
    String counterSums = counterSums(policy.words(), counterFeatures);
    String tokenSums = counterSums(policy.tokens(), counterFeatures);
    String scores =
        scores(policy.words(), fromWords(wordSums, graph.node("Shape", buckets)), counterSums);
    String outputTokens =
        OnnxExponential.of(graph, scores(policy.tokens(), graph.doubles(0), tokenSums));
    String success = success(OnnxFeatures.slice(graph, scores, 0, count));
    String cost = cost(real(features.characterCount()), outputTokens);
    decide(success, cost, outputTokens);
    output("task", DataType.STRING, task(scores), 1);
    output(
        "sums",
        DataType.INT32,
        graph.add("Concat", "", List.of(integer("axis", 0)), wordSums, counterSums, tokenSums),
        2L * policy.words().heads() + policy.tokens().heads());
  }

  /**
   * Rows that hold no weight share one row of zeros; so does the guard that keeps the list filled.
   */
  private String wordSums(String buckets) {
    int heads = policy.words().heads();
    UsedRows used = UsedRows.of(policy.words().wordWeights(), heads);
    String guarded =
        graph.add(
            "Concat",
            "",
            List.of(integer("axis", 0)),
            graph.longs(policy.schema().buckets()),
            buckets);
    String rows =
        graph.node("Gather", graph.integers(used.rowOf(policy.schema().buckets() + 1)), guarded);
    String table = graph.shorts(new long[] {used.rows(), heads}, used.table());
    return sumRows(table, rows);
  }

  private String counterSums(Heads heads, String counterFeatures) {
    String table =
        graph.shorts(
            new long[] {FeatureSchema.counterFeatures(), heads.heads()}, heads.counterWeights());
    return sumRows(table, counterFeatures);
  }

  private String sumRows(String table, String rows) {
    String gathered = graph.node("Gather", table, rows);
    return OnnxFeatures.sum(graph, OnnxFeatures.cast(graph, gathered, DataType.INT32), 0);
  }

  private String fromWords(String wordSums, String wordFeatures) {
    String features = real(wordFeatures);
    String scaled = graph.node("Mul", graph.doubles(policy.words().wordScale()), real(wordSums));
    return graph.node(
        "Where",
        graph.node("Equal", wordFeatures, graph.longs(0)),
        graph.doubles(0),
        graph.node("Div", scaled, graph.node("Sqrt", features)));
  }

  private String scores(Heads heads, String fromWords, String counterSums) {
    return graph.node(
        "Add",
        graph.node("Add", graph.doubles(heads.bias()), fromWords),
        graph.node("Mul", graph.doubles(heads.counterScale()), real(counterSums)));
  }

  private String success(String scores) {
    String logit =
        graph.node(
            "Add",
            graph.node("Mul", constants(one -> one.calibration().slope()), scores),
            constants(one -> one.calibration().intercept()));
    String one = graph.doubles(1);
    return graph.node(
        "Div", one, graph.node("Add", one, OnnxExponential.of(graph, graph.node("Neg", logit))));
  }

  private String cost(String characters, String outputTokens) {
    String inputTokens =
        line(
            constants(one -> one.inputTokens().base()),
            constants(one -> one.inputTokens().slope()),
            characters);
    String tokens =
        graph.node(
            "Add",
            graph.node("Mul", constants(one -> one.price().inputNanoPerMillion()), inputTokens),
            graph.node("Mul", constants(one -> one.price().outputNanoPerMillion()), outputTokens));
    String nano =
        graph.node(
            "Add",
            constants(one -> one.price().requestNano()),
            graph.node("Mul", graph.doubles(1e-6), tokens));
    return graph.node("Mul", graph.doubles(1e-9), nano);
  }

  private String line(String base, String slope, String at) {
    return graph.node("Add", base, graph.node("Mul", slope, at));
  }

  private void decide(String success, String cost, String outputTokens) {
    String usd =
        graph.node(
            "Where",
            graph.node("Less", "willingness_usd", graph.doubles(0)),
            graph.doubles(policy.rule().ownUsd()),
            "willingness_usd");
    String utility = graph.node("Sub", graph.node("Mul", success, usd), cost);
    Line never = new Line(Double.NaN, 0);
    String seconds =
        line(
            constants(one -> one.latencySeconds().orElse(never).base()),
            constants(one -> one.latencySeconds().orElse(never).slope()),
            outputTokens);
    String none = graph.doubles(Double.NEGATIVE_INFINITY);
    String permitted = "allowed";
    for (String test :
        List.of(
            graph.node("GreaterOrEqual", success, "quality_floor"),
            graph.node("LessOrEqual", cost, "max_cost_usd"),
            graph.node("Not", graph.node("Greater", seconds, "max_latency_seconds")),
            graph.node("Greater", utility, none))) {
      permitted = graph.node("And", permitted, test);
    }
    String masked = graph.node("Where", permitted, utility, none);
    List<String> sorted =
        graph.addAll("TopK", "", List.of(integer("axis", 0)), 2, masked, graph.longs(count));
    String number =
        graph.add(
            "ReduceSum",
            "",
            List.of(integer("keepdims", 1)),
            OnnxFeatures.cast(graph, permitted, DataType.INT64),
            graph.longs(0));
    String best = graph.node("Slice", sorted.get(1), graph.longs(0), number, graph.longs(0));
    String ranked = graph.node("Gather", names(), best);
    output("model", DataType.STRING, first(ranked), 1);
    output("ranked", DataType.STRING, ranked, -1);
    output("utility", DataType.DOUBLE, utility, count);
    output("success", DataType.DOUBLE, success, count);
    output("cost_usd", DataType.DOUBLE, cost, count);
  }

  private String names() {
    return graph.strings(
        new long[] {count}, policy.candidates().stream().map(CandidateModel::id).toList());
  }

  /** The first of a list of strings, or an empty string. */
  private String first(String list) {
    String guarded =
        graph.add(
            "Concat",
            "",
            List.of(integer("axis", 0)),
            list,
            graph.strings(new long[] {1}, List.of("")));
    return OnnxFeatures.slice(graph, guarded, 0, 1);
  }

  private String task(String scores) {
    if (policy.tasks().isEmpty()) {
      return graph.strings(new long[] {1}, List.of(""));
    }
    String best =
        graph
            .addAll(
                "TopK",
                "",
                List.of(integer("axis", 0)),
                2,
                OnnxFeatures.slice(graph, scores, count, Long.MAX_VALUE),
                graph.longs(1))
            .get(1);
    return graph.node(
        "Gather", graph.strings(new long[] {policy.tasks().size()}, policy.tasks()), best);
  }

  private String constants(ToDoubleFunction<CandidateModel> constant) {
    return graph.doubles(policy.candidates().stream().mapToDouble(constant).toArray());
  }

  private String real(String integers) {
    return OnnxFeatures.cast(graph, integers, DataType.DOUBLE);
  }

  private void output(String name, DataType type, String value, long... shape) {
    graph.alias(value, name);
    graph.output(name, type, shape);
  }
}
