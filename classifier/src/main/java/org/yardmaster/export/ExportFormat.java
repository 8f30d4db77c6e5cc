package org.yardmaster.export;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.yardmaster.decide.Policy;
import org.yardmaster.policyfile.PolicyFile;

/** The formats that hold the whole policy: their choices equal the kernel's on every prompt. */
public enum ExportFormat {
  YARD("yard", Proof.REPLAYED, "the policy file itself"),
  YARD_JSON("yard-json", Proof.REPLAYED, "its JSON twin, for people and other programs"),
  JAVASCRIPT("javascript", Proof.REPLAYED, "one ES module without dependencies"),
  JAR("jar", Proof.REPLAYED, "kernel and policy in one jar without dependencies"),
  TRIBUO(
      "tribuo",
      Proof.REPLAYED,
      "its scores as a regression model in Tribuo's own protobuf (no prices, no rule)"),
  ONNX("onnx", Proof.REPLAYED, "one graph for ONNX Runtime, text in, model name out");

  private final String id;
  private final Proof proof;
  private final String description;

  ExportFormat(String id, Proof proof, String description) {
    this.id = id;
    this.proof = proof;
    this.description = description;
  }

  /** As on the command line. */
  public String id() {
    return id;
  }

  public Proof proof() {
    return proof;
  }

  /** What it is, in a few words. */
  public String description() {
    return description;
  }

  /** The files; equal policies give equal bytes. */
  public List<ExportFile> write(Policy policy) {
    return switch (this) {
      case YARD -> List.of(ExportFile.only(PolicyFile.write(policy)));
      case YARD_JSON -> List.of(ExportFile.only(YardJson.pretty(policy)));
      case JAVASCRIPT -> List.of(ExportFile.only(JavaScriptExport.write(policy)));
      case ONNX -> List.of(ExportFile.only(OnnxExport.write(policy)));
      case TRIBUO -> List.of(ExportFile.only(TribuoExport.write(policy)));
      case JAR -> List.of(ExportFile.only(JarExport.write(policy)));
    };
  }

  /**
   * Finds a format.
   *
   * @throws IllegalArgumentException naming those that exist
   */
  public static ExportFormat named(String id) {
    return Arrays.stream(values())
        .filter(format -> format.id.equalsIgnoreCase(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Unknown export format (%s); there are %s.".formatted(id, ids())));
  }

  private static String ids() {
    return Arrays.stream(values()).map(ExportFormat::id).collect(Collectors.joining(", "));
  }
}
