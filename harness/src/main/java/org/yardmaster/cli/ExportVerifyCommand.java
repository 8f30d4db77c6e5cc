package org.yardmaster.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.yardmaster.builtin.BuiltinDataset;
import org.yardmaster.data.Sample;
import org.yardmaster.decide.Policy;
import org.yardmaster.experiment.Lab;
import org.yardmaster.export.ExportFormat;
import org.yardmaster.policyfile.PolicyFile;
import org.yardmaster.provenance.Digest;
import org.yardmaster.verify.Agreement;
import org.yardmaster.verify.ExportRuntime;
import org.yardmaster.verify.Questions;
import org.yardmaster.verify.SchemaCheck;
import org.yardmaster.verify.Verifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code yardmaster export verify}. */
@Command(
    name = "verify",
    description = {
      "Replays prompts through an export with its real runtime and compares choices; or holds a",
      "gateway's configuration against the schema that the gateway publishes."
    },
    footer = {
      "",
      "Examples:",
      "  yardmaster export verify policy.mjs --policy policy.yard",
      "  yardmaster export verify policy.onnx --policy policy.yard \\",
      "      --runtime onnxruntime-web",
      "  yardmaster export verify policy.jar --policy bfcl.yard --dataset bfcl \\",
      "      --db lab.duckdb",
      "  yardmaster export verify agentgateway/config.yaml \\",
      "      --schema agentgateway/schema/config.json",
      "",
      "A report of the agreement is written beside the export. Exit code 1 when",
      "anything differs."
    })
final class ExportVerifyCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin JsonOption json = new JsonOption();
  @Mixin DatabaseOption database = new DatabaseOption();

  @Parameters(paramLabel = "FILE", description = "The export.")
  Path export = Path.of("");

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "The policy that was exported; the kernel decides with it.")
  Optional<Path> policyFile = Optional.empty();

  @Option(
      names = "--schema",
      paramLabel = "FILE",
      description = "Instead: JSON Schema or custom resource definition that the file must keep.")
  Optional<Path> schema = Optional.empty();

  @Option(
      names = "--to",
      paramLabel = "FORMAT",
      description = "The export's format (default: by the file's ending).")
  Optional<String> format = Optional.empty();

  @Option(
      names = "--prompts",
      paramLabel = "N",
      converter = Ranges.Count.class,
      defaultValue = "10000",
      description = "How many, real and fuzzed (default: ${DEFAULT-VALUE}).")
  int prompts = 10_000;

  @Option(
      names = "--dataset",
      paramLabel = "ID",
      description = "Data set of the real prompts, from --db (default: the built-in one).")
  Optional<String> dataset = Optional.empty();

  @Option(
      names = "--runtime",
      paramLabel = "NAME",
      description = "Another runtime for onnx: onnxruntime-node or onnxruntime-web.")
  Optional<String> runtime = Optional.empty();

  @Option(
      names = "--node-modules",
      paramLabel = "DIR",
      defaultValue = "node_modules",
      description = "Where npm installed --runtime (default: ${DEFAULT-VALUE}).")
  Path nodeModules = Path.of("node_modules");

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (schema.isPresent()) {
      return checkSchema(schema.get());
    }
    Policy policy =
        PolicyFile.read(
            policyFile.orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(), "Missing option: --policy=FILE or --schema=FILE")));
    if (!Files.exists(export)) {
      throw new NoSuchFileException(export.toString());
    }
    ExportFormat chosen =
        format
            .map(name -> WrongUse.value(spec, () -> ExportFormat.named(name)))
            .orElseGet(this::byEnding);
    Questions questions = Questions.draw(texts(), policy, prompts);
    ExportRuntime checkedBy =
        runtime
            .map(name -> Verifier.named(name, nodeModules))
            .orElseGet(() -> Verifier.runtimeOf(chosen));
    Agreement agreement = Verifier.verify(export, chosen, checkedBy, policy, questions);
    Path report = export.resolveSibling(reportName());
    ObjectNode root = asJson(agreement);
    Files.writeString(report, JsonOption.pretty(root) + "\n");
    PrintWriter out = spec.commandLine().getOut();
    out.print(json.wanted ? JsonOption.pretty(root) + "\n" : text(agreement, report));
    out.flush();
    return agreement.whole() ? 0 : Main.FAILED;
  }

  private int checkSchema(Path file) throws IOException {
    SchemaCheck check = SchemaCheck.of(export, file);
    ObjectNode root =
        JsonOption.object()
            .put("schema", String.valueOf(file.getFileName()))
            .put("schemaDigest", check.schemaDigest())
            .put("exportDigest", Digest.sha256Hex(Files.readString(export)))
            .put("valid", check.faults().isEmpty());
    ArrayNode faults = root.putArray("faults");
    check.faults().forEach(faults::add);
    Path report = export.resolveSibling(export.getFileName() + ".schema.json");
    Files.writeString(report, JsonOption.pretty(root) + "\n");
    PrintWriter out = spec.commandLine().getOut();
    out.print(json.wanted ? JsonOption.pretty(root) + "\n" : text(check, report));
    out.flush();
    return check.faults().isEmpty() ? 0 : Main.FAILED;
  }

  private String text(SchemaCheck check, Path report) {
    StringBuilder text = new StringBuilder();
    row(text, "file", export.toString());
    row(text, "schema", "SHA-256 %.16s".formatted(check.schemaDigest()));
    row(text, "valid", check.faults().isEmpty() ? "yes" : "no");
    check.faults().forEach(fault -> row(text, "fault", fault));
    row(text, "report", report.toString());
    return text.toString();
  }

  private String reportName() {
    return export.getFileName() + runtime.map(name -> "." + name).orElse("") + ".agreement.json";
  }

  private List<String> texts() {
    return samples().stream().map(sample -> sample.prompt().routingText()).toList();
  }

  private List<Sample> samples() {
    if (dataset.isEmpty()) {
      return BuiltinDataset.load().samples();
    }
    try (Lab lab = database.forReading()) {
      return lab.datasets().samples(dataset.get());
    }
  }

  private ExportFormat byEnding() {
    String name = export.getFileName().toString();
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return switch (ending) {
      case "yard" -> ExportFormat.YARD;
      case "json" -> ExportFormat.YARD_JSON;
      case "mjs", "js" -> ExportFormat.JAVASCRIPT;
      case "onnx" -> ExportFormat.ONNX;
      case "jar" -> ExportFormat.JAR;
      case "tribuo" -> ExportFormat.TRIBUO;
      default ->
          throw new IllegalArgumentException(
              "The ending of %s names no format that can be replayed.\nMaybe say it: --to FORMAT."
                  .formatted(name));
    };
  }

  private static ObjectNode asJson(Agreement agreement) {
    ObjectNode root = JsonOption.object();
    agreement.result().forEach(root::putPOJO);
    ArrayNode examples = root.putArray("examples");
    agreement.examples().forEach(examples::add);
    root.putObject("measured")
        .put("loadMillis", agreement.loadNanos() / 1e6)
        .put("decisionMicros", agreement.decisionNanos() / 1e3);
    return root;
  }

  private static String text(Agreement agreement, Path report) {
    StringBuilder text = new StringBuilder();
    row(text, "format", agreement.format());
    row(text, "checked by", agreement.runtime());
    row(
        text,
        "prompts",
        "%,d (%,d real, %,d fuzzed)"
            .formatted(
                agreement.prompts(), agreement.real(), agreement.prompts() - agreement.real()));
    row(
        text,
        "disagreements",
        "%,d choices, %,d rankings or tasks, %,d integer sums (of %,d compared)"
            .formatted(
                agreement.choices(),
                agreement.rankings(),
                agreement.sums(),
                agreement.sumsCompared()));
    row(text, "size", "%,d bytes".formatted(agreement.bytes()));
    row(text, "load time", "%.1f ms".formatted(agreement.loadNanos() / 1e6));
    row(text, "per decision", "%.1f us".formatted(agreement.decisionNanos() / 1e3));
    agreement.examples().forEach(example -> row(text, "differs", example));
    row(text, "report", report.toString());
    return text.toString();
  }

  private static void row(StringBuilder text, String name, String value) {
    text.append("%-14s %s%n".formatted(name, value));
  }
}
