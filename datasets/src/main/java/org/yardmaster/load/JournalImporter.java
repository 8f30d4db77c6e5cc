package org.yardmaster.load;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.PublishedSplit;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Target;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.LoggedCall;
import org.yardmaster.outcome.LoggedCallJson;
import org.yardmaster.outcome.UsageRecord;

/**
 * A gateway's journal. Every call is a sample of its own, since its propensity is; calls of one
 * session, or else of one prompt, are one group. A prompt that was not logged is replaced by its
 * digest and labelled, so that nobody learns from it. Shadow decisions are left out: nobody
 * followed them.
 */
final class JournalImporter implements Importer {
  private static final ImportFormat FORMAT =
      new ImportFormat(
          "journal",
          "Calls that a Yardmaster gateway served",
          "a .jsonl file or a folder of them; a last line that was cut off is set aside",
          List.of(),
          "files written by the gateway itself");

  @Override
  public ImportFormat format() {
    return FORMAT;
  }

  @Override
  public List<Imported> read(Path path, RowPolicy rows, ImportOptions options) {
    String id = options.datasetId().orElse(FORMAT.name());
    Batch batch = new Batch(Cards.unpublished(id, FORMAT), rows, options.prices());
    for (Path file : TextFiles.fileOrList(path, ".jsonl")) {
      JsonFiles.linesUpToACut(file, rows, row -> add(batch, row));
    }
    return List.of(batch.imported());
  }

  private static void add(Batch batch, JsonRow row) {
    try {
      LoggedCall call = LoggedCallJson.read(row.value());
      if (call.choice().acting()) {
        add(batch, call, candidate(call.served()), sample(call));
      }
    } catch (IllegalArgumentException fault) {
      throw new BadRow(
          String.valueOf(fault.getMessage()), "a call as the gateway's journal has it");
    }
  }

  private static Candidate candidate(UsageRecord.Served served) {
    return new Candidate(
        served.candidate(), served.provider(), served.model(), Map.of(), served.simulated());
  }

  private static void add(Batch batch, LoggedCall call, Candidate candidate, Sample sample) {
    batch.declare(candidate);
    batch.add(sample);
    batch.outcome(
        call.id(),
        call.served().candidate(),
        0,
        call.completion(),
        new Grade.Unscored("none", "a journal carries no judgement"),
        call.cost(),
        call.latency());
  }

  private static Sample sample(LoggedCall call) {
    return new Sample(
        call.id(),
        prompt(call.seen()),
        new Target.Labelled(),
        call.task().isEmpty() ? "call" : call.task(),
        group(call),
        PublishedSplit.NONE,
        labels(call));
  }

  private static Prompt prompt(LoggedCall.Seen seen) {
    return switch (seen) {
      case LoggedCall.Seen.Text text -> text.prompt();
      case LoggedCall.Seen.Withheld withheld ->
          Prompt.of("[prompt withheld, SHA-256 %s]".formatted(withheld.promptDigest()));
    };
  }

  private static String group(LoggedCall call) {
    return call.session().isEmpty()
        ? PromptGroup.of(prompt(call.seen()).routingText())
        : "session-" + call.session();
  }

  private static Map<String, String> labels(LoggedCall call) {
    LoggedCall.Choice choice = call.choice();
    Map<String, String> labels = new TreeMap<>();
    labels.put(Labels.TIME, call.at().toString());
    labels.put(Labels.PROPENSITY, Double.toString(choice.propensity()));
    labels.put(Labels.POLICY, choice.policyDigest());
    labels.put(Labels.PREFERRED, choice.preferred());
    labels.put(Labels.CHOSEN, choice.chosen());
    if (!choice.arm().isEmpty()) {
      labels.put(Labels.ARM, choice.arm());
    }
    if (call.seen() instanceof LoggedCall.Seen.Withheld) {
      labels.put(Labels.WITHHELD, "true");
    }
    return labels;
  }
}
