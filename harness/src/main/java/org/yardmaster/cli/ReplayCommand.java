package org.yardmaster.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.yardmaster.data.Sample;
import org.yardmaster.experiment.ClusterRun;
import org.yardmaster.experiment.Lab;
import org.yardmaster.experiment.ReplayRun;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.price.Price;
import org.yardmaster.provider.CandidateFile;
import org.yardmaster.provider.ConfiguredCandidate;
import org.yardmaster.provider.ModelClient;
import org.yardmaster.provider.Providers;
import org.yardmaster.provider.RecordedClient;
import org.yardmaster.provider.simulated.SimulatedCandidates;
import org.yardmaster.provider.simulated.SimulatedClient;
import org.yardmaster.replay.ReplayEstimate;
import org.yardmaster.replay.ReplayJob;
import org.yardmaster.replay.ReplayResult;
import org.yardmaster.replay.ReplaySpec;
import org.yardmaster.replay.StratifiedSample;
import org.yardmaster.store.Database;
import org.yardmaster.store.FlipRates;
import org.yardmaster.store.OutcomeReader;
import org.yardmaster.upstream.HttpUpstream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code yardmaster replay}. */
@Command(
    name = "replay",
    description = "Send a data set's prompts to candidates and record what comes back.",
    footer = {
      "",
      "Examples:",
      "  yardmaster replay --dataset builtin --client simulated --db lab.duckdb",
      "  yardmaster replay --dataset bfcl --client recorded --from old.duckdb \\",
      "      --db lab.duckdb",
      "  yardmaster replay --dataset builtin --client simulated --dry-run",
      "  yardmaster replay --dataset bfcl --candidates-file candidates.yaml \\",
      "      --sample 200 --max-spend 5",
      "  yardmaster replay --dataset builtin --client simulated --engine spark \\",
      "      --master local[2]",
      "",
      "The same command again resumes: what is recorded is neither asked nor paid for",
      "twice. Simulated candidates need no key; everything they answer is marked",
      "simulated. Real ones stand in candidates.yaml, their keys in the environment",
      "variables that it names."
    })
final class ReplayCommand implements Callable<Integer> {
  /** Who answers. */
  enum Client {
    SIMULATED,
    RECORDED,
    PROVIDERS
  }

  private static final int MOST_OUTPUT_TOKENS = 2_048;

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin DatabaseOption database = new DatabaseOption();
  @Mixin DatasetOption dataset = new DatasetOption();
  @Mixin JsonOption json = new JsonOption();
  @Mixin CallOptions calls = new CallOptions();
  @Mixin EngineOptions engine = new EngineOptions();

  @Option(
      names = "--calls-per-task",
      paramLabel = "N",
      defaultValue = "500",
      description =
          "With --engine spark: what is paid for again, at most, when a worker is lost (default:"
              + " ${DEFAULT-VALUE}).")
  int callsPerTask = 500;

  @Option(
      names = "--client",
      description =
          "Who answers: ${COMPLETION-CANDIDATES} (default: providers with --candidates-file, else"
              + " simulated).")
  Optional<Client> client = Optional.empty();

  @Option(
      names = "--candidates-file",
      paramLabel = "FILE",
      description = "YAML file with providers, candidates, limits and prices.")
  Optional<Path> candidatesFile = Optional.empty();

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
      paramLabel = "N",
      converter = Ranges.Count.class,
      defaultValue = "1",
      description = "Repetitions of every call (default: ${DEFAULT-VALUE}).")
  int trials = 1;

  @Option(
      names = "--sample",
      paramLabel = "N",
      converter = Ranges.Count.class,
      description = "Replay only N prompts, every task in its share, drawn by the seed.")
  Optional<Integer> sample = Optional.empty();

  @Option(
      names = "--shuffle",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Call in a seeded random order (default), or in that of the data set.")
  boolean shuffle = true;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Seed of shuffle, sample and simulated answers (default: ${DEFAULT-VALUE}).")
  long seed = 1;

  @Option(names = "--dry-run", description = "Say what the calls would take; make none.")
  boolean dryRun;

  @Override
  public Integer call() {
    requireUse(seedGiven());
    ReplayPrinter printer =
        new ReplayPrinter(
            spec.commandLine().getOut(), json.wanted, dataset.id, who() == Client.SIMULATED);
    if (dryRun) {
      try (Lab lab = database.forReading()) {
        printer.print(estimate(lab));
      }
      return 0;
    }
    if (engine.spark()) {
      try (Lab lab = database.forWriting()) {
        return lab.database().besideSnapshot(() -> onCluster(lab, printer));
      }
    }
    try (Lab lab = database.forWriting();
        HttpUpstream upstream = new HttpUpstream();
        ReplayProgressBar progress = new ReplayProgressBar(spec.commandLine().getErr())) {
      Cast cast = cast(lab);
      ReplaySpec replay = replaySpec(cast);
      ReplayResult result = run(lab, cast).run(replay, cast.client().apply(upstream), progress);
      return end(lab, printer, result);
    }
  }

  private int end(Lab lab, ReplayPrinter printer, ReplayResult result) {
    noteSeed(result);
    printer.print(result, trials > 1 ? new FlipRates(lab.database()).read(dataset.id) : Map.of());
    return result.ending() == ReplayResult.Ending.INTERRUPTED
            || result.ending() == ReplayResult.Ending.CANDIDATES_STOPPED
        ? Main.FAILED
        : 0;
  }

  private int onCluster(Lab lab, ReplayPrinter printer) {
    Cast cast = cast(lab);
    Optional<Set<String>> chosen =
        sample.map(
            count ->
                StratifiedSample.of(lab.datasets().samples(dataset.id), count, seed).stream()
                    .map(Sample::id)
                    .collect(Collectors.toSet()));
    ReplayJob job = run(lab, cast).job(replaySpec(cast), answering(), candidatesText());
    ClusterRun run = engine.run(lab, database.path, dataset.id);
    try (Answers answers = new Answers(from.map(Database::openForReading))) {
      run.prepare(job, chosen, answers.database());
    }
    if (engine.prepareOnly) {
      spec.commandLine()
          .getOut()
          .printf(
              "prepared %s%nnext: spark-submit --master URL --class org.yardmaster.spark.SparkJobs"
                  + " yardmaster-spark.jar replay --folder %s --calls-per-task %d%nthen: yardmaster"
                  + " import parquet %s --db %s%n",
              run.folder(), run.folder().toUri(), callsPerTask, run.folder(), database.path);
      return 0;
    }
    return end(lab, printer, run.replay(job, callsPerTask));
  }

  private ReplayJob.Answering answering() {
    return switch (who()) {
      case SIMULATED -> ReplayJob.Answering.SIMULATED;
      case RECORDED -> ReplayJob.Answering.RECORDED;
      case PROVIDERS -> ReplayJob.Answering.PROVIDERS;
    };
  }

  private String candidatesText() {
    try {
      return candidatesFile.isPresent() ? Files.readString(candidatesFile.get()) : "";
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** The database whose answers are replayed, if there is one. */
  private record Answers(Optional<Database> database) implements AutoCloseable {
    @Override
    public void close() {
      database.ifPresent(Database::close);
    }
  }

  private boolean seedGiven() {
    return spec.commandLine().getParseResult().hasMatchedOption("--seed");
  }

  /** A seed that nothing would be drawn by is a mistake. */
  private void requireUse(boolean seedGiven) {
    if (seedGiven && who() != Client.SIMULATED && !shuffle && sample.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "--seed %d has no effect: with --no-shuffle and without --sample nothing is drawn.\nMaybe leave it out."
              .formatted(seed));
    }
  }

  /** What is recorded stays, whatever seed it was made with. */
  private void noteSeed(ReplayResult result) {
    int before = result.progress().alreadyRecorded();
    if (seedGiven() && before > 0) {
      PrintWriter messages = spec.commandLine().getErr();
      messages.printf(
          "note: %,d calls were recorded before and stay as they are; --seed %d holds for new calls"
              + " only. Maybe use another --db for answers by another seed.%n",
          before, seed);
      messages.flush();
    }
  }

  private ReplayEstimate estimate(Lab lab) {
    Cast cast = cast(lab);
    return run(lab, cast).estimate(replaySpec(cast));
  }

  private ReplayRun run(Lab lab, Cast cast) {
    return new ReplayRun(
        lab,
        cast.candidates(),
        cast.prices(),
        all -> sample.map(count -> StratifiedSample.of(all, count, seed)).orElse(all));
  }

  private Client who() {
    return client.orElse(candidatesFile.isPresent() ? Client.PROVIDERS : Client.SIMULATED);
  }

  /** A client, the candidates it can answer for, and their prices. */
  private record Cast(
      Function<HttpUpstream, ModelClient> client, List<Candidate> candidates, List<Price> prices) {}

  private Cast cast(Lab lab) {
    return switch (who()) {
      case SIMULATED -> {
        SimulatedCandidates simulated = SimulatedCandidates.standard();
        List<Sample> samples = lab.datasets().samples(dataset.id);
        yield new Cast(
            upstream -> new SimulatedClient(simulated, samples, seed),
            simulated.candidates(),
            simulated.prices());
      }
      case RECORDED -> recorded(lab.datasets().samples(dataset.id));
      case PROVIDERS -> providers(lab);
    };
  }

  private Cast providers(Lab lab) {
    Path file =
        candidatesFile.orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "--client providers needs --candidates-file FILE: who can be asked, and"
                        + " where."));
    CandidateFile read = CandidateFile.read(file, lab.prices());
    List<ConfiguredCandidate> chosen = read.choose(candidates);
    return new Cast(
        upstream ->
            Providers.standard(upstream)
                .client(read, candidates, name -> Optional.ofNullable(System.getenv(name))),
        chosen.stream().map(ConfiguredCandidate::candidate).toList(),
        chosen.stream().flatMap(one -> one.prices().stream()).toList());
  }

  private Cast recorded(List<Sample> samples) {
    Path old =
        from.orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "--client recorded needs --from FILE: the database whose answers are"
                        + " replayed."));
    try (Lab source = new Lab(Database.openForReading(old), Clock.systemUTC())) {
      source.datasets().requireKnown(dataset.id);
      RecordedClient recorded =
          new RecordedClient(samples, new OutcomeReader(source.database()).read(dataset.id));
      return new Cast(
          upstream -> recorded, source.outcomes().candidates(dataset.id), source.prices().prices());
    }
  }

  private ReplaySpec replaySpec(Cast cast) {
    List<String> ids =
        candidates.isEmpty() ? cast.candidates().stream().map(Candidate::id).toList() : candidates;
    return calls.spec(dataset.id, ids, trials, seed, shuffle, MOST_OUTPUT_TOKENS);
  }
}
