package org.yardmaster.policyfile;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.yardmaster.decide.Calibration;
import org.yardmaster.decide.CandidateModel;
import org.yardmaster.decide.Heads;
import org.yardmaster.decide.Line;
import org.yardmaster.decide.ListPrice;
import org.yardmaster.decide.PackedRows;
import org.yardmaster.decide.Policy;
import org.yardmaster.decide.WillingnessToPay;
import org.yardmaster.feature.FeatureSchema;

/** The body of a policy file, in the order that {@link PolicyFile} documents. */
final class PolicyBody {
  private PolicyBody() {}

  static void write(Policy policy, DataOutputStream out) throws IOException {
    out.writeUTF(FeatureSchema.VERSION);
    out.writeInt(policy.schema().bucketBits());
    out.writeInt(policy.candidates().size());
    for (CandidateModel candidate : policy.candidates()) {
      writeCandidate(candidate, out);
    }
    out.writeInt(policy.tasks().size());
    for (String task : policy.tasks()) {
      out.writeUTF(task);
    }
    writeHeads(policy.words(), out);
    writeHeads(policy.tokens(), out);
    out.writeDouble(policy.rule().ownUsd());
    writeDoubles(policy.rule().scaleUsd(), out);
    out.writeInt(policy.provenance().size());
    for (Map.Entry<String, String> entry : policy.provenance().entrySet()) {
      out.writeUTF(entry.getKey());
      out.writeUTF(entry.getValue());
    }
  }

  static Policy read(ByteBuffer in, boolean packed) {
    String version = readText(in);
    if (!version.equals(FeatureSchema.VERSION)) {
      throw new IllegalArgumentException(
          "feature schema %s (this build reads %s)".formatted(version, FeatureSchema.VERSION));
    }
    FeatureSchema schema = new FeatureSchema(in.getInt());
    List<CandidateModel> candidates = new ArrayList<>();
    for (int left = in.getInt(); left > 0; left--) {
      candidates.add(readCandidate(in));
    }
    List<String> tasks = new ArrayList<>();
    for (int left = in.getInt(); left > 0; left--) {
      tasks.add(readText(in));
    }
    Heads words = packed ? readHeads(in) : readPlainHeads(in);
    Heads tokens = packed ? readHeads(in) : readPlainHeads(in);
    WillingnessToPay rule = new WillingnessToPay(in.getDouble(), readDoubles(in));
    Map<String, String> provenance = new TreeMap<>();
    for (int left = in.getInt(); left > 0; left--) {
      provenance.put(readText(in), readText(in));
    }
    return new Policy(schema, candidates, tasks, words, tokens, rule, provenance);
  }

  private static void writeCandidate(CandidateModel candidate, DataOutputStream out)
      throws IOException {
    out.writeUTF(candidate.id());
    out.writeUTF(candidate.provider());
    out.writeUTF(candidate.model());
    out.writeBoolean(candidate.simulated());
    out.writeBoolean(candidate.price().published());
    out.writeLong(candidate.price().inputNanoPerMillion());
    out.writeLong(candidate.price().outputNanoPerMillion());
    out.writeLong(candidate.price().requestNano());
    out.writeDouble(candidate.calibration().slope());
    out.writeDouble(candidate.calibration().intercept());
    writeLine(candidate.inputTokens(), out);
    out.writeBoolean(candidate.latencySeconds().isPresent());
    if (candidate.latencySeconds().isPresent()) {
      writeLine(candidate.latencySeconds().get(), out);
    }
  }

  private static CandidateModel readCandidate(ByteBuffer in) {
    return new CandidateModel(
        readText(in),
        readText(in),
        readText(in),
        in.get() != 0,
        new ListPrice(in.get() != 0, in.getLong(), in.getLong(), in.getLong()),
        new Calibration(in.getDouble(), in.getDouble()),
        readLine(in),
        in.get() != 0 ? Optional.of(readLine(in)) : Optional.empty());
  }

  private static void writeLine(Line line, DataOutputStream out) throws IOException {
    out.writeDouble(line.base());
    out.writeDouble(line.slope());
  }

  private static Line readLine(ByteBuffer in) {
    return new Line(in.getDouble(), in.getDouble());
  }

  private static void writeHeads(Heads heads, DataOutputStream out) throws IOException {
    writeRows(heads.words(), out);
    writeRows(heads.counters(), out);
    writeDoubles(heads.wordScale(), out);
    writeDoubles(heads.counterScale(), out);
    writeDoubles(heads.bias(), out);
  }

  private static Heads readHeads(ByteBuffer in) {
    return new Heads(readRows(in), readRows(in), readDoubles(in), readDoubles(in), readDoubles(in));
  }

  /** As files of the first format hold them. */
  private static Heads readPlainHeads(ByteBuffer in) {
    return new Heads(
        in.getInt(),
        readShorts(in),
        readShorts(in),
        readDoubles(in),
        readDoubles(in),
        readDoubles(in));
  }

  private static void writeRows(PackedRows rows, DataOutputStream out) throws IOException {
    out.writeInt(rows.columns());
    out.writeInt(rows.offset());
    out.writeInt(rows.table().length);
    ByteBuffer bytes = ByteBuffer.allocate(rows.table().length * Long.BYTES);
    bytes.order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().put(rows.table());
    out.write(bytes.array());
  }

  private static PackedRows readRows(ByteBuffer in) {
    int columns = in.getInt();
    int offset = in.getInt();
    long[] table = new long[length(in, Long.BYTES)];
    int bytes = table.length * Long.BYTES;
    in.slice(in.position(), bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(table);
    in.position(in.position() + bytes);
    return new PackedRows(columns, offset, table);
  }

  private static short[] readShorts(ByteBuffer in) {
    short[] values = new short[length(in, Short.BYTES)];
    in.asShortBuffer().get(values);
    in.position(in.position() + values.length * Short.BYTES);
    return values;
  }

  private static void writeDoubles(double[] values, DataOutputStream out) throws IOException {
    out.writeInt(values.length);
    for (double value : values) {
      out.writeDouble(value);
    }
  }

  private static double[] readDoubles(ByteBuffer in) {
    double[] values = new double[length(in, Double.BYTES)];
    for (int index = 0; index < values.length; index++) {
      values[index] = in.getDouble();
    }
    return values;
  }

  /** What {@link DataOutputStream#writeUTF} wrote. */
  private static String readText(ByteBuffer in) {
    byte[] bytes = new byte[Short.BYTES + Short.toUnsignedInt(in.getShort(in.position()))];
    in.get(bytes);
    try {
      return new DataInputStream(new ByteArrayInputStream(bytes)).readUTF();
    } catch (IOException malformed) {
      throw new IllegalArgumentException("a malformed text", malformed);
    }
  }

  private static int length(ByteBuffer in, int bytesEach) {
    int length = in.getInt();
    if (length < 0 || (long) length * bytesEach > in.remaining()) {
      throw new IllegalArgumentException(
          "a list of %d elements in %d bytes".formatted(length, in.remaining()));
    }
    return length;
  }
}
