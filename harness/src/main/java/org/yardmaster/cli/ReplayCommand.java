package org.yardmaster.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.yardmaster.data.Sample;
import org.yardmaster.experiment.Lab;
import org.yardmaster.experiment.ReplayRun;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.price.Price;
import org.yardmaster.provider.ModelClient;
import org.yardmaster.provider.RecordedClient;
import org.yardmaster.provider.simulated.SimulatedCandidates;
import org.yardmaster.provider.simulated.SimulatedClient;
import org.yardmaster.replay.CandidateProgress;
import org.yardmaster.replay.ReplayEstimate;
import org.yardmaster.replay.ReplayResult;
import org.yardmaster.replay.ReplaySpec;
import org.yardmaster.store.Database;
import org.yardmaster.store.OutcomeReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yardmaster replay}. */
@Command(
    name = "replay",
    description = "Send a data set's prompts to candidates and record what comes back.",
    footer = {
      "",
      "Examples:",
      "  yardmaster replay --dataset builtin --client simulated --db lab.duckdb",
      "  yardmaster replay --dataset bfcl --client recorded --from old.duckdb --db lab.duckdb",
      "  yardmaster replay --dataset builtin --client simulated --dry-run",
      "",
      "The same command again resumes: what is recorded is neither asked nor paid for twice.",
      "Simulated candidates need no key; everything they answer is marked simulated."
    })
final class ReplayCommand implements Callable<Integer> {
  /** Who answers. */
  enum Client {
    SIMULATED,
    RECORDED
  }

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin DatabaseOption database = new DatabaseOption();
  @Mixin JsonOption json = new JsonOption();

  @Option(
      names = "--dataset",
      required = true,
      paramLabel = "ID",
      description = "Data set to replay.")
  String dataset = "";

  @Option(
      names = "--client",
      defaultValue = "SIMULATED",
      description = "Who answers: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  Client client = Client.SIMULATED;

  @Option(
      names = "--from",
      paramLabel = "FILE",
      description = "Database whose recorded answers are replayed (with --client recorded).")
  Optional<Path> from = Optional.empty();

  @Option(
      names = "--candidates",
      split = ",",
      paramLabel = "ID",
      description = "Who is asked (default: all that the client knows).")
  List<String> candidates = List.of();

  @Option(
      names = "--trials",
      defaultValue = "1",
      description = "Repetitions of every call (default: ${DEFAULT-VALUE}).")
  int trials = 1;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Seed of the shuffle and of simulated answers (default: ${DEFAULT-VALUE}).")
  long seed = 1;

  @Option(
      names = "--concurrency",
      defaultValue = "16",
      description = "Calls in flight at most (default: ${DEFAULT-VALUE}).")
  int concurrency = 16;

  @Option(
      names = "--max-spend",
      paramLabel = "USD",
      description = "Stop before this is exceeded; every call's worst case is reserved first.")
  Optional<Double> maxSpendUsd = Optional.empty();

  @Option(names = "--dry-run", description = "Say what the calls would take; make none.")
  boolean dryRun;

  @Override
  public Integer call() {
    if (client == Client.RECORDED && from.isEmpty()) {
      throw new IllegalArgumentException(
          "--client recorded needs --from FILE: the database whose answers are replayed.");
    }
    if (dryRun) {
      try (Lab lab = database.forReading()) {
        Cast cast = cast(lab);
        print(new ReplayRun(lab, cast.candidates(), cast.prices()).estimate(replaySpec(cast)));
      }
      return 0;
    }
    try (Lab lab = database.forWriting();
        ReplayProgressBar progress = new ReplayProgressBar(spec.commandLine().getErr())) {
      Cast cast = cast(lab);
      ReplayResult result =
          new ReplayRun(lab, cast.candidates(), cast.prices())
              .run(replaySpec(cast), cast.client(), progress);
      print(result);
      return result.ending() == ReplayResult.Ending.INTERRUPTED ? Main.FAILED : 0;
    }
  }

  /** A client, the candidates it can answer for, and their prices. */
  private record Cast(ModelClient client, List<Candidate> candidates, List<Price> prices) {}

  private Cast cast(Lab lab) {
    List<Sample> samples = lab.datasets().samples(dataset);
    return switch (client) {
      case SIMULATED -> {
        SimulatedCandidates simulated = SimulatedCandidates.standard();
        yield new Cast(
            new SimulatedClient(simulated, samples, seed),
            simulated.candidates(),
            simulated.prices());
      }
      case RECORDED -> recorded(samples);
    };
  }

  private Cast recorded(List<Sample> samples) {
    try (Lab source =
        new Lab(Database.openForReading(from.orElseThrow()), java.time.Clock.systemUTC())) {
      source.datasets().requireKnown(dataset);
      return new Cast(
          new RecordedClient(samples, new OutcomeReader(source.database()).read(dataset)),
          source.outcomes().candidates(dataset),
          source.prices().prices());
    }
  }

  private ReplaySpec replaySpec(Cast cast) {
    List<String> ids =
        candidates.isEmpty() ? cast.candidates().stream().map(Candidate::id).toList() : candidates;
    ReplaySpec standard = ReplaySpec.of(dataset, ids);
    return new ReplaySpec(
        dataset,
        ids,
        trials,
        seed,
        concurrency,
        maxSpendUsd.map(Price::nano).orElse(ReplaySpec.NO_LIMIT),
        standard.shuffle(),
        standard.maxOutputTokens(),
        Duration.ofMinutes(2));
  }

  private void print(ReplayResult result) {
    PrintWriter out = spec.commandLine().getOut();
    if (json.wanted) {
      out.println(JsonOption.pretty(asJson(result)));
    } else {
      out.printf(
          "%s: %,d calls made, %,d failed, %,d were recorded before, %,d left (%s)%n",
          dataset,
          result.progress().done(),
          result.progress().failed(),
          result.progress().alreadyRecorded(),
          result.progress().left(),
          result.ending().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '));
      out.printf(
          "%s $%.6f at list price%n",
          client == Client.SIMULATED ? "simulated cost" : "cost",
          result.progress().spentNanoUsd() * 1e-9);
    }
    out.flush();
  }

  private ObjectNode asJson(ReplayResult result) {
    ObjectNode root =
        JsonOption.object()
            .put("dataset", dataset)
            .put("simulated", client == Client.SIMULATED)
            .put("ending", result.ending().name())
            .put("planned", result.progress().planned())
            .put("recordedBefore", result.progress().alreadyRecorded())
            .put("done", result.progress().done())
            .put("failed", result.progress().failed())
            .put("costNanoUsd", result.progress().spentNanoUsd());
    ArrayNode list = root.putArray("candidates");
    for (CandidateProgress candidate : result.progress().candidates()) {
      list.addObject()
          .put("id", candidate.candidateId())
          .put("done", candidate.done())
          .put("failed", candidate.failed())
          .put("costNanoUsd", candidate.spentNanoUsd())
          .put("unknownCosts", candidate.unknownCosts());
    }
    return root;
  }

  private void print(ReplayEstimate estimate) {
    PrintWriter out = spec.commandLine().getOut();
    ArrayNode list = JsonOption.object().putArray("candidates");
    for (ReplayEstimate.CandidateEstimate one : estimate.candidates()) {
      String range =
          switch (one.cost()) {
            case ReplayEstimate.CostRange.Between(long least, long most) ->
                "$%.6f to $%.6f".formatted(least * 1e-9, most * 1e-9);
            case ReplayEstimate.CostRange.Unpriced() -> "no price";
          };
      list.addObject()
          .put("id", one.candidateId())
          .put("calls", one.calls())
          .put("inputTokens", one.inputTokens())
          .put("maxOutputTokens", one.maxOutputTokens())
          .put("cost", range);
      if (!json.wanted) {
        out.printf(
            "%-24s %,7d calls, %,d prompt tokens, at most %,d answer tokens: %s%n",
            one.candidateId(), one.calls(), one.inputTokens(), one.maxOutputTokens(), range);
      }
    }
    if (json.wanted) {
      out.println(
          JsonOption.pretty(JsonOption.object().put("dryRun", true).set("candidates", list)));
    } else {
      out.println("nothing was called");
    }
    out.flush();
  }
}
