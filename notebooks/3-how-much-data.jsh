// %% [markdown]
// # How much data do I need?
//
// Labelled outcomes cost money: every prompt is sent to every candidate. Two questions decide how many
// are enough, and they have different answers.
//
// - **To judge**: how many prompts until the interval of the quality difference is narrower than the
//   loss you would accept? This can be computed beforehand.
// - **To learn**: would a policy taught by twice as many labels route better? This can be measured.

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
import org.yardmaster.stats.*;
import org.yardmaster.store.*;
import org.yardmaster.table.*;
import org.yardmaster.train.*;

Path demo = Path.of(System.getenv().getOrDefault("YARDMASTER_DEMO", "../yardmaster-demo"));

void show(Chart chart, Table... tables) { display(Picture.html(chart, tables), "text/html"); }

void show(Table table) { System.out.println(TextTable.render(table, 140, false)); }

// %%
Lab lab = new Lab(Database.openForReading(demo.resolve("lab.duckdb")), Clock.systemUTC());
OutcomeTable table = lab.table("builtin");

// %% [markdown]
// ## Before spending anything
//
// Two policies that agree on a prompt teach nothing about their difference. So what counts is
// *discordance*: the share of prompts on which they differ in quality. With discordance *d*, showing that
// no more than a margin *m* is lost takes about `(1.96 + 1.28)^2 * d / m^2` prompts (95 % confidence,
// 90 % power): **half the margin costs four times the prompts**.

// %%
double[] margins = {0.005, 0.01, 0.02, 0.03, 0.05};
List<Row> rows = new ArrayList<>();
for (double margin : margins) {
  List<Cell> cells = new ArrayList<>();
  cells.add(Cell.figure(Unit.SPAN, margin));
  for (double discordance : new double[] {0.05, 0.1, 0.2, 0.4}) {
    cells.add(Cell.figure(Unit.COUNT, SamplePlan.standard(discordance).promptsForNonInferiority(margin, 0)));
  }
  rows.add(new Row(cells, "", false));
}
show(new Table("plan", "Prompts needed to show that quality is kept", List.of(
    Column.number("margin"), Column.number("5 % differ"), Column.number("10 %"), Column.number("20 %"),
    Column.number("40 %")), rows));

// %% [markdown]
// ## What this data set can show
//
// The widest pair (the best candidate and the one that differs most from it) bounds what any router
// moves. Prompts from one template are not independent, so they count for less: the *group correlation*
// says how much less.

// %%
PlannedPair pair = PlannedPair.widest(table);
SamplePlan plan = pair.plan(0.95, 0.9);
System.out.printf("%s and %s differ on %.0f %% of %,d prompts; groups of %.2f prompts, correlation %.2f%n",
    pair.first(), pair.second(), 100 * pair.discordance(), pair.prompts(), pair.groupSize(), pair.groupCorrelation());
System.out.printf("smallest difference that so many prompts would show: %.1f points%n", 100 * plan.detectable(pair.prompts()));

Table needed = new Table("needed", "Prompts needed over margin", List.of(Column.number("margin"), Column.number("prompts")),
    DoubleStream.of(0.01, 0.0125, 0.015, 0.02, 0.025, 0.03, 0.04, 0.05)
        .mapToObj(margin -> Row.of(Cell.figure(Unit.SPAN, margin), Cell.figure(Unit.COUNT, plan.promptsForNonInferiority(margin, 0))))
        .toList()).keyed("");
show(XyChart.line(
    new Frame("plan", "Prompts needed over margin", "For the widest pair of this data set."),
    needed, 0, 1, "margin in points", "prompts"), needed);

// %% [markdown]
// ## Watch an interval narrow
//
// One policy (the demo's, leaning to cheap: trade-off 5), judged on a quarter, half, three quarters and all
// of the test split. The value settles, the bar shrinks with the square root: from a quarter to all of the
// prompts it becomes about half as long. Compare the last bar with the margin of one point, and you know
// whether this split can ever say *route* for such a policy.

// %%
Policy policy = PolicyFile.read(demo.resolve("policy.yard"));
int[] test = Selection.rows(table, Set.of(Split.TEST));
List<Row> narrowing = new ArrayList<>();
for (int quarters = 1; quarters <= 4; quarters++) {
  int most = quarters;
  OutcomeTable part = table.rows(
      IntStream.range(0, test.length).filter(index -> index % 4 < most).map(index -> test[index]).toArray());
  Evaluation evaluation = new EvaluateRun(part, lab.prices(), EvaluationSpec.STANDARD, Progress.silent())
      .own(List.of(OwnPolicy.of("policy", policy, Constraints.tradeoff(5))), Split.TEST);
  PolicyResult found = evaluation.policies().stream().filter(one -> one.id().equals("policy")).findFirst().orElseThrow();
  Estimate difference = found.qualityDifference();
  System.out.printf("%,4d prompts: %+5.1f points [%+.1f, %+.1f]%n", evaluation.prompts(),
      100 * difference.value(), 100 * difference.low(), 100 * difference.high());
  narrowing.add(Row.of(Cell.figure(Unit.COUNT, evaluation.prompts()), Cell.ranged("", Unit.POINTS, difference)));
}
Table parts = new Table("narrowing", "Difference to the best candidate (simulated)",
    List.of(Column.number("prompts judged"), Column.number("difference")), narrowing).keyed("");
show(XyChart.line(
    new Frame("narrowing", "Difference to the best candidate", "With 95 % intervals, on growing parts of the test split."),
    parts, 0, 1, "prompts judged", "points (simulated)"), parts);

// %% [markdown]
// ## Would more labels teach more?
//
// The learning curve trains on an eighth, a quarter, half and all of the labels and judges every policy
// on the same prompts, out of fold. While the last doubling still pays, label more; when its interval
// includes zero, spend the money elsewhere. (Four candidates here, to keep it short.)

// %%
List<String> four = table.candidates().stream().map(Candidate::id).limit(4).toList();
LearningCurve curve = new TrainRun(lab, Progress.silent()).curve("builtin", four, TrainSpec.STANDARD);
Table learned = new Table("curve", "Value of a policy over labels (simulated)",
    List.of(Column.number("labelled prompts"), Column.number("value per prompt")),
    curve.points().stream()
        .map(point -> Row.of(Cell.figure(Unit.COUNT, point.prompts()), Cell.ranged("", Unit.SCORE, point.value())))
        .toList()).keyed("");
show(XyChart.line(
    new Frame("curve", "Value of a policy over labels", "Quality less cost per prompt, with 95 % intervals."),
    learned, 0, 1, "labelled prompts", "value per prompt (simulated)").overLogarithm(), learned);
System.out.println(curve.advice());

// %% [markdown]
// On the command line: `./yardmaster evaluate plan --dataset builtin --db yardmaster-demo/lab.duckdb` and
// `./yardmaster train --dataset builtin --learning-curve --db yardmaster-demo/lab.duckdb`.

// %%
lab.close();
