package org.yardmaster.export;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An ONNX graph under construction. Every method that adds something returns the name of the value
 * it makes; names are numbered, so equal calls in equal order give equal bytes.
 */
final class OnnxGraph {
  /** Domain of ONNX Runtime's own operators, which every build of it has. */
  static final String MICROSOFT = "com.microsoft";

  /** Domain of the classical machine-learning operators. */
  static final String ML = "ai.onnx.ml";

  private final GraphProto.Builder graph = GraphProto.newBuilder();
  private final AtomicInteger names;

  OnnxGraph() {
    this(new AtomicInteger());
  }

  private OnnxGraph(AtomicInteger names) {
    this.names = names;
  }

  /** A branch of an {@code If}: it sees the values of this graph. */
  OnnxGraph branch() {
    return new OnnxGraph(names);
  }

  /** A standard operator with one output. */
  String node(String operator, String... inputs) {
    return add(operator, "", List.of(), inputs);
  }

  /** An operator with attributes and one output. */
  String add(String operator, String domain, List<AttributeProto> attributes, String... inputs) {
    return addAll(operator, domain, attributes, 1, inputs).getFirst();
  }

  /** An operator with several outputs. */
  List<String> addAll(
      String operator,
      String domain,
      List<AttributeProto> attributes,
      int outputs,
      String... inputs) {
    NodeProto.Builder node =
        NodeProto.newBuilder().setOpType(operator).setName(operator + names.incrementAndGet());
    if (!domain.isEmpty()) {
      node.setDomain(domain);
    }
    for (int index = 0; index < outputs; index++) {
      node.addOutput("v" + names.incrementAndGet());
    }
    graph.addNode(node.addAllInput(Arrays.asList(inputs)).addAllAttribute(attributes));
    return node.getOutputList();
  }

  /** {@code condition ? then : otherwise}, with as many outputs as the branches have. */
  List<String> choose(String condition, OnnxGraph then, OnnxGraph otherwise, int outputs) {
    return addAll(
        "If",
        "",
        List.of(
            attribute("then_branch", AttributeProto.AttributeType.GRAPH)
                .setG(then.build("then"))
                .build(),
            attribute("else_branch", AttributeProto.AttributeType.GRAPH)
                .setG(otherwise.build("else"))
                .build()),
        outputs,
        condition);
  }

  /** Renames a value. */
  void alias(String value, String name) {
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType("Identity")
            .setName("Identity" + names.incrementAndGet())
            .addInput(value)
            .addOutput(name));
  }

  void input(String name, TensorProto.DataType type, long... shape) {
    graph.addInput(info(name, type, shape));
  }

  /** Declares an output; a dimension of -1 is known only at run time. */
  void output(String name, TensorProto.DataType type, long... shape) {
    graph.addOutput(info(name, type, shape));
  }

  String longs(long... values) {
    return longs(new long[] {values.length}, values);
  }

  String longs(long[] shape, long... values) {
    ByteBuffer raw = little(values.length * Long.BYTES);
    Arrays.stream(values).forEach(raw::putLong);
    return raw(TensorProto.DataType.INT64, shape, raw);
  }

  String integers(int... values) {
    ByteBuffer raw = little(values.length * Integer.BYTES);
    Arrays.stream(values).forEach(raw::putInt);
    return raw(TensorProto.DataType.INT32, new long[] {values.length}, raw);
  }

  String shorts(long[] shape, short[] values) {
    ByteBuffer raw = little(values.length * Short.BYTES);
    for (short value : values) {
      raw.putShort(value);
    }
    return raw(TensorProto.DataType.INT16, shape, raw);
  }

  String doubles(double... values) {
    ByteBuffer raw = little(values.length * Double.BYTES);
    Arrays.stream(values).forEach(raw::putDouble);
    return raw(TensorProto.DataType.DOUBLE, new long[] {values.length}, raw);
  }

  String strings(long[] shape, List<String> values) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setDataType(TensorProto.DataType.STRING.getNumber());
    values.forEach(value -> tensor.addStringData(ByteString.copyFromUtf8(value)));
    return initializer(tensor, shape);
  }

  GraphProto build(String name) {
    return graph.setName(name).build();
  }

  static AttributeProto integer(String name, long value) {
    return attribute(name, AttributeProto.AttributeType.INT).setI(value).build();
  }

  static AttributeProto string(String name, String value) {
    return attribute(name, AttributeProto.AttributeType.STRING)
        .setS(ByteString.copyFromUtf8(value))
        .build();
  }

  static AttributeProto stringList(String name, List<String> values) {
    AttributeProto.Builder list = attribute(name, AttributeProto.AttributeType.STRINGS);
    values.forEach(value -> list.addStrings(ByteString.copyFromUtf8(value)));
    return list.build();
  }

  static AttributeProto longList(String name, List<Long> values) {
    return attribute(name, AttributeProto.AttributeType.INTS).addAllInts(values).build();
  }

  private static AttributeProto.Builder attribute(String name, AttributeProto.AttributeType type) {
    return AttributeProto.newBuilder().setName(name).setType(type);
  }

  private String raw(TensorProto.DataType type, long[] shape, ByteBuffer values) {
    return initializer(
        TensorProto.newBuilder()
            .setDataType(type.getNumber())
            .setRawData(ByteString.copyFrom(values.flip())),
        shape);
  }

  private String initializer(TensorProto.Builder tensor, long[] shape) {
    String name = "c" + names.incrementAndGet();
    for (long size : shape) {
      tensor.addDims(size);
    }
    graph.addInitializer(tensor.setName(name));
    return name;
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ValueInfoProto info(String name, TensorProto.DataType type, long... shape) {
    TypeProto.Tensor.Builder tensor = TypeProto.Tensor.newBuilder().setElemType(type.getNumber());
    for (long size : shape) {
      var dimension = tensor.getShapeBuilder().addDimBuilder();
      if (size >= 0) {
        dimension.setDimValue(size);
      }
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }
}
