package org.yardmaster.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.yardmaster.experiment.JudgeRun;
import org.yardmaster.experiment.JudgeSpec;
import org.yardmaster.experiment.Lab;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.price.Price;
import org.yardmaster.provider.CandidateFile;
import org.yardmaster.provider.ConfiguredCandidate;
import org.yardmaster.provider.ModelClient;
import org.yardmaster.provider.Providers;
import org.yardmaster.replay.ReplayResult;
import org.yardmaster.upstream.HttpUpstream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yardmaster judge}. */
@Command(
    name = "judge",
    description = "Let a model judge recorded answers: a score, or a comparison in both orders.",
    footer = {
      "",
      "Examples:",
      "  yardmaster judge --dataset builtin --judge big \\",
      "      --candidates-file candidates.yaml --max-spend 2",
      "  yardmaster judge --dataset builtin --judge big --against small \\",
      "      --candidates-file candidates.yaml",
      "  yardmaster judge --dataset builtin --judge big --blind \\",
      "      --candidates-file candidates.yaml",
      "",
      "The judge's calls are recorded and paid like any other, under a data set of",
      "their own; the same command again asks for what is missing only. Earlier grades",
      "are kept; the latest counts: `yardmaster grade` brings the graders' own",
      "judgement back."
    })
final class JudgeCommand implements Callable<Integer> {
  private static final int MOST_OUTPUT_TOKENS = 512;

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin DatabaseOption database = new DatabaseOption();
  @Mixin DatasetOption dataset = new DatasetOption();
  @Mixin JsonOption json = new JsonOption();
  @Mixin CallOptions calls = new CallOptions();

  @Option(
      names = "--judge",
      required = true,
      paramLabel = "ID",
      description = "Who judges: a candidate of the file.")
  String judge = "";

  @Option(
      names = "--candidates-file",
      required = true,
      paramLabel = "FILE",
      description = "YAML file with providers, candidates, limits and prices.")
  Path candidatesFile = Path.of("");

  @Option(
      names = "--against",
      paramLabel = "ID",
      description = "Compare with this candidate's answers, in both orders, instead of scoring.")
  Optional<String> against = Optional.empty();

  @Option(
      names = "--rubric",
      paramLabel = "TEXT",
      defaultValue = JudgeSpec.USUAL_RUBRIC,
      description = "What matters (default: ${DEFAULT-VALUE}).")
  String rubric = JudgeSpec.USUAL_RUBRIC;

  @Option(
      names = "--blind",
      description =
          "Keep known right answers from the judge, as a gateway must: `evaluate cascade` takes"
              + " only such scores as an acceptance test.")
  boolean blind;

  @Override
  public Integer call() {
    try (Lab lab = database.forWriting();
        HttpUpstream upstream = new HttpUpstream();
        ReplayProgressBar progress = new ReplayProgressBar(spec.commandLine().getErr())) {
      CandidateFile file = CandidateFile.read(candidatesFile, lab.prices());
      List<ConfiguredCandidate> chosen = file.choose(List.of(judge));
      List<Candidate> candidates = chosen.stream().map(ConfiguredCandidate::candidate).toList();
      List<Price> prices = chosen.stream().flatMap(one -> one.prices().stream()).toList();
      ModelClient client =
          Providers.standard(upstream)
              .client(file, List.of(judge), name -> Optional.ofNullable(System.getenv(name)));
      JudgeSpec wanted = new JudgeSpec(dataset.id, judge, rubric, against, blind);
      JudgeRun.Result result =
          new JudgeRun(lab, candidates, prices)
              .judge(
                  wanted,
                  calls.spec(wanted.callsId(), List.of(judge), 1, 1, true, MOST_OUTPUT_TOKENS),
                  client,
                  progress);
      print(wanted, result);
      return result.calls().ending() == ReplayResult.Ending.COMPLETE ? 0 : Main.FAILED;
    }
  }

  private void print(JudgeSpec wanted, JudgeRun.Result result) {
    PrintWriter out = spec.commandLine().getOut();
    long spent = result.calls().progress().spentNanoUsd();
    if (json.wanted) {
      out.println(
          JsonOption.pretty(
              JsonOption.object()
                  .put("dataset", dataset.id)
                  .put("grader", wanted.grader())
                  .put("callsRecordedAs", wanted.callsId())
                  .put("ending", result.calls().ending().name())
                  .put("calls", result.calls().progress().done())
                  .put("failed", result.calls().progress().failed())
                  .put("recordedBefore", result.calls().progress().alreadyRecorded())
                  .put("costNanoUsd", spent)
                  .put("graded", result.graded())
                  .put("unscored", result.unscored())
                  .put("swayed", result.swayed())));
    } else {
      out.printf(
          "%s: %,d answers judged by %s, %,d without a readable verdict%n",
          dataset.id, result.graded(), judge, result.unscored());
      if (against.isPresent()) {
        out.printf("the order of the answers decided %,d times: ties%n", result.swayed());
      }
      out.printf(
          Locale.ROOT,
          "%,d calls made, %,d recorded before, %,d failed (%s), cost $%.6f; recorded as %s%n",
          result.calls().progress().done(),
          result.calls().progress().alreadyRecorded(),
          result.calls().progress().failed(),
          result.calls().ending().name().toLowerCase(Locale.ROOT).replace('_', ' '),
          spent * 1e-9,
          wanted.callsId());
    }
    out.flush();
  }
}
