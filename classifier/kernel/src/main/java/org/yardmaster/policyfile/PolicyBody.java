package org.yardmaster.policyfile;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
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

  static Policy read(DataInputStream in) throws IOException {
    String version = in.readUTF();
    if (!version.equals(FeatureSchema.VERSION)) {
      throw new IllegalArgumentException(
          "feature schema %s (this build reads %s)".formatted(version, FeatureSchema.VERSION));
    }
    FeatureSchema schema = new FeatureSchema(in.readInt());
    List<CandidateModel> candidates = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      candidates.add(readCandidate(in));
    }
    List<String> tasks = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      tasks.add(in.readUTF());
    }
    Heads words = readHeads(in);
    Heads tokens = readHeads(in);
    WillingnessToPay rule = new WillingnessToPay(in.readDouble(), readDoubles(in));
    Map<String, String> provenance = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      provenance.put(in.readUTF(), in.readUTF());
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

  private static CandidateModel readCandidate(DataInputStream in) throws IOException {
    return new CandidateModel(
        in.readUTF(),
        in.readUTF(),
        in.readUTF(),
        in.readBoolean(),
        new ListPrice(in.readBoolean(), in.readLong(), in.readLong(), in.readLong()),
        new Calibration(in.readDouble(), in.readDouble()),
        readLine(in),
        in.readBoolean() ? Optional.of(readLine(in)) : Optional.empty());
  }

  private static void writeLine(Line line, DataOutputStream out) throws IOException {
    out.writeDouble(line.base());
    out.writeDouble(line.slope());
  }

  private static Line readLine(DataInputStream in) throws IOException {
    return new Line(in.readDouble(), in.readDouble());
  }

  private static void writeHeads(Heads heads, DataOutputStream out) throws IOException {
    out.writeInt(heads.heads());
    writeShorts(heads.wordWeights(), out);
    writeShorts(heads.counterWeights(), out);
    writeDoubles(heads.wordScale(), out);
    writeDoubles(heads.counterScale(), out);
    writeDoubles(heads.bias(), out);
  }

  private static Heads readHeads(DataInputStream in) throws IOException {
    return new Heads(
        in.readInt(),
        readShorts(in),
        readShorts(in),
        readDoubles(in),
        readDoubles(in),
        readDoubles(in));
  }

  private static void writeShorts(short[] values, DataOutputStream out) throws IOException {
    out.writeInt(values.length);
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Short.BYTES);
    bytes.asShortBuffer().put(values);
    out.write(bytes.array());
  }

  private static short[] readShorts(DataInputStream in) throws IOException {
    short[] values = new short[length(in, Short.BYTES)];
    ByteBuffer.wrap(in.readNBytes(values.length * Short.BYTES)).asShortBuffer().get(values);
    return values;
  }

  private static void writeDoubles(double[] values, DataOutputStream out) throws IOException {
    out.writeInt(values.length);
    for (double value : values) {
      out.writeDouble(value);
    }
  }

  private static double[] readDoubles(DataInputStream in) throws IOException {
    double[] values = new double[length(in, Double.BYTES)];
    for (int index = 0; index < values.length; index++) {
      values[index] = in.readDouble();
    }
    return values;
  }

  private static int length(DataInputStream in, int bytesEach) throws IOException {
    int length = in.readInt();
    if (length < 0 || (long) length * bytesEach > in.available()) {
      throw new IllegalArgumentException(
          "a list of %d elements in %d bytes".formatted(length, in.available()));
    }
    return length;
  }
}
