package org.yardmaster.export;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.stream.IntStream;

/**
 * The kernel's exponential function ({@code org.yardmaster.decide.Exponential}), operation by
 * operation, so that every runtime gets the kernel's own number.
 */
final class OnnxExponential {
  private static final double LOG2_E = 1 / Math.log(2);
  private static final double LN2_HIGH = 0x1.62e42feep-1;
  private static final double LN2_LOW = 0x1.a39ef35793c76p-33;
  private static final double LARGEST = 700;
  private static final double ROUND = 0x1.8p52;
  private static final int LARGEST_POWER = 1_010;
  private static final double[] TAYLOR = {
    1.0 / 6_227_020_800.0,
    1.0 / 479_001_600.0,
    1.0 / 39_916_800.0,
    1.0 / 3_628_800.0,
    1.0 / 362_880.0,
    1.0 / 40_320.0,
    1.0 / 5_040.0,
    1.0 / 720.0,
    1.0 / 120.0,
    1.0 / 24.0,
    1.0 / 6.0,
    0.5,
    1,
    1
  };

  private OnnxExponential() {}

  static String of(OnnxGraph graph, String x) {
    String clamped =
        graph.node("Max", graph.doubles(-LARGEST), graph.node("Min", graph.doubles(LARGEST), x));
    String round = graph.doubles(ROUND);
    String power =
        graph.node(
            "Sub",
            graph.node("Add", graph.node("Mul", clamped, graph.doubles(LOG2_E)), round),
            round);
    String r =
        graph.node(
            "Sub",
            graph.node("Sub", clamped, graph.node("Mul", power, graph.doubles(LN2_HIGH))),
            graph.node("Mul", power, graph.doubles(LN2_LOW)));
    String series = graph.doubles(TAYLOR[0]);
    for (int term = 1; term < TAYLOR.length; term++) {
      series = graph.node("Add", graph.node("Mul", series, r), graph.doubles(TAYLOR[term]));
    }
    return graph.node("Mul", series, powerOfTwo(graph, power));
  }

  /** From a table: a runtime's own power function need not be exact. */
  private static String powerOfTwo(OnnxGraph graph, String power) {
    String table =
        graph.doubles(
            IntStream.rangeClosed(-LARGEST_POWER, LARGEST_POWER)
                .mapToDouble(exponent -> Math.scalb(1.0, exponent))
                .toArray());
    String index =
        graph.node(
            "Add", OnnxFeatures.cast(graph, power, DataType.INT64), graph.longs(LARGEST_POWER));
    return graph.node("Gather", table, index);
  }
}
