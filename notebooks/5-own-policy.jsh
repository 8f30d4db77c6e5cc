// %% [markdown]
// # Write your own policy in 30 lines
//
// A policy is a function: it sees a prompt, as a live router does (the messages, the tools; no answer, no
// task label, no id), and names a candidate. `PromptRouter` is that function. Whatever you can think of,
// from one line to a model of your own, is judged like the built-in learner: on prompts it has not seen,
// beside every baseline, with intervals, and with the same verdict.

// %% [markdown]
// The next cell is the only one that depends on where you are: JJava and IJava show a value by
// `display(value, type)`, and `README.md` says what other kernels need. `YARDMASTER_DEMO` names the
// folder that `./yardmaster demo --out FOLDER` wrote. (All imports stand here: JShell forgets the values of
// variables when imports follow them.)

// %%
import java.nio.file.*;
import java.time.*;
import java.util.*;
import java.util.stream.*;
import org.yardmaster.chart.*;
import org.yardmaster.data.*;
import org.yardmaster.decide.*;
import org.yardmaster.evaluate.*;
import org.yardmaster.experiment.*;
import org.yardmaster.outcome.*;
import org.yardmaster.page.*;
import org.yardmaster.policyfile.PolicyFile;
import org.yardmaster.store.*;
import org.yardmaster.table.*;
import org.yardmaster.train.Progress;

Path demo = Path.of(System.getenv().getOrDefault("YARDMASTER_DEMO", "../yardmaster-demo"));

void show(Chart chart, Table... tables) { display(Picture.html(chart, tables), "text/html"); }

void show(Table table) { System.out.println(TextTable.render(table, 140, false)); }

// %%
Lab lab = new Lab(Database.openForReading(demo.resolve("lab.duckdb")), Clock.systemUTC());
OutcomeTable table = lab.table("builtin");
EvaluateRun run = new EvaluateRun(table, lab.prices(), EvaluationSpec.STANDARD, Progress.silent());

// %% [markdown]
// ## One line
//
// The rule that everybody tries first: short prompts are easy. What each candidate costs and how good it
// is may be looked up on the **training split**; the test split is for judging, and nothing here may read
// its grades.

// %%
OutcomeTable lessons = table.rows(Selection.rows(table, Set.of(Split.TRAIN)));

double mean(double[] column) { return Arrays.stream(column).filter(Double::isFinite).average().orElse(0); }

String dear = "";
String cheap = "";
double highest = 0;
double lowest = Double.MAX_VALUE;
for (int candidate = 0; candidate < lessons.candidateCount(); candidate++) {
  if (mean(lessons.quality(candidate)) > highest) {
    highest = mean(lessons.quality(candidate));
    dear = lessons.candidates().get(candidate).id();
  }
  if (mean(lessons.costUsd(candidate)) < lowest) {
    lowest = mean(lessons.costUsd(candidate));
    cheap = lessons.candidates().get(candidate).id();
  }
}

PromptRouter byLength = prompt -> prompt.routingText().length() < 120 ? cheap : dear;

// %% [markdown]
// ## Thirty lines
//
// Now one that learns: *nearest neighbours*. A new prompt is compared with all training prompts by the
// words they share; the candidates are scored by how they did on the most similar ones; and a right
// answer is worth a fixed number of dollars, so that quality and cost can be weighed. It has no
// training step and no parameters but two: how many neighbours, and what a right answer is worth.

// %%
class Neighbours implements PromptRouter {
  private final OutcomeTable lessons;
  private final List<Set<String>> words;
  private final int count;
  private final double usdPerRightAnswer;

  Neighbours(OutcomeTable lessons, int count, double usdPerRightAnswer) {
    this.lessons = lessons;
    this.words = lessons.samples().stream().map(sample -> words(sample.prompt())).toList();
    this.count = count;
    this.usdPerRightAnswer = usdPerRightAnswer;
  }

  public String route(Prompt prompt) {
    Set<String> own = words(prompt);
    double[] likeness = words.stream().mapToDouble(other -> likeness(own, other)).toArray();
    int[] nearest = IntStream.range(0, likeness.length).boxed()
        .sorted(Comparator.comparingDouble(row -> -likeness[row])).limit(count).mapToInt(row -> row).toArray();
    return IntStream.range(0, lessons.candidateCount()).boxed()
        .max(Comparator.comparingDouble(candidate -> Arrays.stream(nearest)
            .filter(row -> lessons.present(candidate, row))
            .mapToDouble(row -> usdPerRightAnswer * lessons.quality(candidate)[row] - lessons.costUsd(candidate)[row])
            .average().orElse(Double.NEGATIVE_INFINITY)))
        .map(candidate -> lessons.candidates().get(candidate).id()).orElseThrow();
  }

  private static Set<String> words(Prompt prompt) {
    return Set.copyOf(Arrays.asList(prompt.routingText().toLowerCase(Locale.ROOT).split("\\W+")));
  }

  private static double likeness(Set<String> one, Set<String> other) {
    long shared = one.stream().filter(other::contains).count();
    return shared / (double) (one.size() + other.size() - shared);
  }
}

// %% [markdown]
// ## Judge them
//
// The demo's trained policy joins as a rival. What a right answer is worth should be chosen on the
// calibration split, never on the test split: here the smallest of three that keeps within half a point
// of the best candidate there. (Choose on the test split and you report luck.)

// %%
double worth = 0.3;
for (double usd : new double[] {0.01, 0.03, 0.1}) {
  Evaluation tried = run.own(List.of(new OwnPolicy("neighbours", new Neighbours(lessons, 25, usd))), Split.CALIBRATION);
  PolicyResult found = tried.policies().stream().filter(one -> one.id().equals("neighbours")).findFirst().orElseThrow();
  System.out.printf("%.2f USD per right answer: %+.1f points, %.0f %% of the cost%n", usd,
      100 * found.qualityDifference().value(), 100 * (1 - found.saving().orElseThrow().value()));
  if (worth == 0.3 && found.qualityDifference().value() > -0.005) {
    worth = usd;
  }
}

// %%
List<OwnPolicy> policies = List.of(
    new OwnPolicy("neighbours", new Neighbours(lessons, 25, worth)),
    new OwnPolicy("by length", byLength),
    OwnPolicy.of("yardmaster", PolicyFile.read(demo.resolve("policy.yard")), Constraints.NONE));

Evaluation evaluation = run.own(policies, Split.TEST);
show(new EvaluationTables(evaluation, "").summary());
System.out.println(evaluation.verdictSentence());

// %%
Table judged = new EvaluationTables(evaluation, "").policies().only(row -> !row.cells().get(1).shown().equals("oracle"));
Table margin = new Table("margin", "Quality that may be lost", List.of(Column.text("what"), Column.number("size")),
    List.of(Row.of(Cell.text("margin"), Cell.figure("/margin", Unit.SPAN, evaluation.margin()))));
show(RangeChart.of(
    new Frame("own", "Quality against the best single candidate",
        "Dots are differences on the test split, bars their 95 % intervals."),
    judged, judged.column("difference"), "points of quality (simulated)",
    List.of(new RangeChart.Guide("margin", "/margin", true), RangeChart.Guide.zero("equal"))), judged, margin);

// %% [markdown]
// ## What it takes to be believed
//
// - It beats **its own coin** (`same-shares:neighbours`), or it has only learned to buy less.
// - Its interval stays above the margin, on prompts it has not seen.
// - It is judged once. Every further look at the test split is a chance to be lucky; with many ideas,
//   compare them on the calibration split first.
//
// A policy that holds up can be trained into Yardmaster's own file format only by its own learner; one of
// yours serves by calling `route` where your gateway decides.

// %%
lab.close();
