package org.yardmaster.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.yardmaster.data.Prompt;
import org.yardmaster.decide.CandidateModel;
import org.yardmaster.decide.Constraints;
import org.yardmaster.decide.Decider;
import org.yardmaster.decide.Decision;
import org.yardmaster.decide.Forecast;
import org.yardmaster.decide.Policy;
import org.yardmaster.experiment.BatchBudget;
import org.yardmaster.load.PromptFile;
import org.yardmaster.policyfile.PolicyFile;
import org.yardmaster.table.Cell;
import org.yardmaster.table.Column;
import org.yardmaster.table.Row;
import org.yardmaster.table.Table;
import org.yardmaster.table.Unit;
import org.yardmaster.train.Explanation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code yardmaster decide}. */
@Command(
    name = "decide",
    description = "Ask a policy which candidate should answer a prompt.",
    footer = {
      "",
      "Examples:",
      "  yardmaster decide --policy policy.yard 'Prove that 2 is prime.'",
      "  echo 'Translate: good morning' | yardmaster decide --policy policy.yard",
      "  yardmaster decide --policy policy.yard --jsonl prompts.jsonl --json",
      "  yardmaster decide --policy policy.yard --jsonl prompts.jsonl \\",
      "      --budget-usd-per-1k 0.5",
      "  yardmaster decide --policy policy.yard --explain 'Prove that 2 is prime.'",
      "",
      "A JSONL line is a string, {\"prompt\": \"...\"} or {\"messages\": [{\"role\", \"text\"}],",
      "\"tools\": [...]}. With --jsonl or several prompts, --json prints one object per",
      "line."
    })
final class DecideCommand implements Callable<Integer> {
  /** Characters to read before the machine code is warm. */
  private static final int WARM_UP = 20_000_000;

  private static final int WARM_UP_CALLS = 2_000;
  private static final int TIMED_CALLS = 20;

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin JsonOption json = new JsonOption();
  @Mixin ConstraintOptions preferences = new ConstraintOptions();
  @Mixin ScreenOptions screen = new ScreenOptions();

  @Option(names = "--policy", required = true, paramLabel = "FILE", description = "Policy file.")
  Path policyFile = Path.of("");

  @Option(names = "--jsonl", paramLabel = "FILE", description = "Prompts, one JSON value per line.")
  Optional<Path> jsonl = Optional.empty();

  @Option(
      names = "--budget-usd-per-1k",
      paramLabel = "USD",
      converter = Ranges.Positive.class,
      description =
          "Decide all prompts given as one batch whose mean expected cost keeps this; no other"
              + " preference goes with it.")
  Optional<Double> budgetUsdPer1k = Optional.empty();

  @Option(
      names = "--explain",
      description =
          "Also which words and counters speak for the choice, against each other candidate.")
  boolean explain;

  @Parameters(
      arity = "0..*",
      paramLabel = "PROMPT",
      description = "Prompts (default: one, from standard input).")
  List<String> arguments = List.of();

  @Override
  public Integer call() throws IOException {
    if (jsonl.isPresent() && !arguments.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "Prompts come either as arguments or from --jsonl FILE, not both.");
    }
    Constraints constraints = preferences.constraints();
    if (budgetUsdPer1k.isPresent() && !constraints.equals(Constraints.NONE)) {
      throw new ParameterException(
          spec.commandLine(),
          "--budget-usd-per-1k fixes the operating point by itself; leave out the other"
              + " preferences: %s.".formatted(constraints));
    }
    Policy trained = PolicyFile.read(policyFile);
    requireKnown(trained, preferences.allowed);
    List<Prompt> prompts = prompts();
    if (prompts.isEmpty()) {
      return 0;
    }
    Policy policy =
        budgetUsdPer1k
            .map(
                usd ->
                    BatchBudget.within(
                        trained, prompts.stream().map(Prompt::routingText).toList(), usd))
            .orElse(trained);
    Decider decider = new Decider(policy);
    PrintWriter out = spec.commandLine().getOut();
    warmUp(decider, prompts, constraints);
    for (Prompt prompt : prompts) {
      String text = prompt.routingText();
      long nanos = time(decider, text, constraints);
      Decision decision = decider.decide(text, constraints);
      Forecast forecast = decider.forecast(text);
      List<Explanation> why = explain ? explanations(policy, decision, text) : List.of();
      Answer answer = new Answer(policy, decision, forecast, nanos, why);
      out.print(json.wanted ? asJson(answer, prompts.size() > 1) : asText(answer));
    }
    out.flush();
    return 0;
  }

  private record Answer(
      Policy policy,
      Decision decision,
      Forecast forecast,
      long nanos,
      List<Explanation> explanations) {}

  /** The choice against each other candidate that may serve, in their order. */
  private static List<Explanation> explanations(Policy policy, Decision decision, String text) {
    return switch (decision) {
      case Decision.Decline decline -> List.of();
      case Decision.Route route ->
          route.fallbacks().stream()
              .map(
                  other ->
                      Explanation.of(
                          policy, text, policy.indexOf(route.candidate()), policy.indexOf(other)))
              .toList();
    };
  }

  private static void warmUp(Decider decider, List<Prompt> prompts, Constraints constraints) {
    long read = 0;
    for (int call = 0; call < WARM_UP_CALLS && read < WARM_UP; call++) {
      String text = prompts.get(call % prompts.size()).routingText();
      read += text.length() + Math.min(0, decider.choose(text, constraints) + 1);
    }
  }

  /** Nanoseconds of one decision: the best of many, so that only the decision is timed. */
  private static long time(Decider decider, String text, Constraints constraints) {
    long best = Long.MAX_VALUE;
    for (int call = 0; call < TIMED_CALLS; call++) {
      long start = System.nanoTime();
      int choice = decider.choose(text, constraints);
      long took = System.nanoTime() - start;
      best = choice >= -1 ? Math.min(best, took) : best;
    }
    return best;
  }

  private static void requireKnown(Policy policy, List<String> allowed) {
    for (String id : allowed) {
      if (policy.indexOf(id) < 0) {
        throw new IllegalArgumentException(
            "Unknown candidate (%s); the policy has %s."
                .formatted(id, policy.candidates().stream().map(CandidateModel::id).toList()));
      }
    }
  }

  private List<Prompt> prompts() throws IOException {
    if (jsonl.isPresent()) {
      return PromptFile.read(jsonl.get());
    }
    if (!arguments.isEmpty()) {
      return arguments.stream().map(Prompt::of).toList();
    }
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      String text = in.lines().collect(Collectors.joining("\n"));
      if (text.isBlank()) {
        throw new IllegalArgumentException(
            "No prompt: expected one as argument, on standard input, or in --jsonl FILE.");
      }
      return List.of(Prompt.of(text));
    }
  }

  private String asText(Answer answer) {
    StringBuilder text = new StringBuilder();
    switch (answer.decision()) {
      case Decision.Route route ->
          text.append("choice: %s%n".formatted(route.candidate()))
              .append("reason: %s%n".formatted(route.reason()));
      case Decision.Decline decline -> text.append("declined: %s%n".formatted(decline.reason()));
    }
    String task = answer.policy().task(answer.forecast());
    if (!task.isEmpty()) {
      text.append("task: %s%n".formatted(task));
    }
    text.append(screen.render(table(answer)));
    if (answer.policy().simulated()) {
      text.append("Candidates marked sim are simulated: so are these predictions.%n".formatted());
    }
    if (!answer.explanations().isEmpty()) {
      text.append(screen.render(ExplanationOutput.table(answer.explanations()))).append("\n");
    }
    return text.append("a warm decision takes %,d ns (best of many)%n".formatted(answer.nanos()))
        .toString();
  }

  private static Table table(Answer answer) {
    List<Row> rows = new ArrayList<>();
    for (String id : ranked(answer.decision())) {
      int index = answer.policy().indexOf(id);
      rows.add(
          new Row(
              List.of(
                  Cell.text(
                      id + (answer.policy().candidates().get(index).simulated() ? " (sim)" : "")),
                  Cell.figure("", Unit.SHARE, answer.forecast().success()[index]),
                  Cell.figure("", Unit.USD, answer.forecast().costUsd()[index]),
                  Cell.figure("", Unit.SECONDS, answer.forecast().latencySeconds()[index])),
              "",
              rows.isEmpty()));
    }
    return new Table(
        "decision",
        "",
        List.of(
            Column.text("candidate"),
            Column.number("P(right)"),
            Column.number("cost"),
            Column.number("latency")),
        rows);
  }

  private static List<String> ranked(Decision decision) {
    List<String> ids = new ArrayList<>();
    if (decision instanceof Decision.Route route) {
      ids.add(route.candidate());
      ids.addAll(route.fallbacks());
    }
    return ids;
  }

  private static String asJson(Answer answer, boolean oneLine) {
    ObjectNode root = JsonOption.object().put("simulated", answer.policy().simulated());
    switch (answer.decision()) {
      case Decision.Route route ->
          root.put("choice", route.candidate()).put("reason", route.reason());
      case Decision.Decline decline -> root.putNull("choice").put("reason", decline.reason());
    }
    String task = answer.policy().task(answer.forecast());
    if (!task.isEmpty()) {
      root.put("task", task);
    }
    ArrayNode ranked = root.putArray("ranked");
    for (String id : ranked(answer.decision())) {
      int index = answer.policy().indexOf(id);
      ObjectNode node =
          ranked
              .addObject()
              .put("id", id)
              .put("quality", answer.forecast().success()[index])
              .put("costUsd", answer.forecast().costUsd()[index]);
      double seconds = answer.forecast().latencySeconds()[index];
      if (Double.isFinite(seconds)) {
        node.put("latencySeconds", seconds);
      }
    }
    if (!answer.explanations().isEmpty()) {
      root.set("explanations", ExplanationOutput.json(answer.explanations()));
    }
    root.put("bestDecisionNanos", answer.nanos());
    return (oneLine ? root.toString() : JsonOption.pretty(root)) + "\n";
  }
}
