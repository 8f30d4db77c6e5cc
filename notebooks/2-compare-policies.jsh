// %% [markdown]
// # Compare policies on your data
//
// A routing policy is worth its trouble only against what needs no router: one model for everything, a
// coin that mixes two models, a table of the best model per task. This notebook puts policies and those
// baselines side by side on prompts that no policy has seen, with intervals, and reads the verdict.
//
// It runs on the demo's file. For your own data, import outcomes (`./yardmaster import --help`), train
// (`./yardmaster train --dataset ID`), and change the three names in the second code cell.

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
import org.yardmaster.stats.Estimate;
import org.yardmaster.store.*;
import org.yardmaster.table.*;
import org.yardmaster.train.Progress;

Path demo = Path.of(System.getenv().getOrDefault("YARDMASTER_DEMO", "../yardmaster-demo"));

void show(Chart chart, Table... tables) { display(Picture.html(chart, tables), "text/html"); }

void show(Table table) { System.out.println(TextTable.render(table, 140, false)); }

// %%
Path database = demo.resolve("lab.duckdb");
String dataset = "builtin";
Policy policy = PolicyFile.read(demo.resolve("policy.yard"));

Lab lab = new Lab(Database.openForReading(database), Clock.systemUTC());
OutcomeTable table = lab.table(dataset);
System.out.printf("%,d prompts x %d candidates, %.1f %% graded%s%n", table.sampleCount(),
    table.candidateCount(), 100 * table.coverage(), table.simulated() ? ", simulated" : "");

// %% [markdown]
// ## One policy, several operating points
//
// A trained policy *scores*: it expects a quality and a cost of every candidate. A rule then decides how
// many dollars a right answer is worth. So one policy is a whole family, from 0 (quality at any price)
// to 10 (the cheapest), and trying another point costs nothing. The first one in the list is the main
// one, of which the verdict speaks: here the point that training chose.

// %%
List<OwnPolicy> policies = new ArrayList<>();
policies.add(OwnPolicy.of("as trained", policy, Constraints.NONE));
for (double tradeoff : new double[] {0, 3, 5, 7, 10}) {
  policies.add(OwnPolicy.of("trade-off %.0f".formatted(tradeoff), policy, Constraints.tradeoff(tradeoff)));
}

EvaluateRun run = new EvaluateRun(table, lab.prices(), EvaluationSpec.STANDARD, Progress.silent());
Evaluation evaluation = run.own(policies, Split.TEST);
show(new EvaluationTables(evaluation, "").summary());
System.out.println(evaluation.verdictSentence());

// %% [markdown]
// Read it in this order:
//
// 1. **difference**: quality against the best single candidate, paired on the same prompts. Its interval
//    decides whether quality was kept, not its middle.
// 2. **reduction** (or saving, with real candidates): what the traffic would have cost less.
// 3. **`same-shares:`** rows: a coin with the policy's own call rates. A policy that does not beat its
//    coin has learned to buy less, not to route.

// %%
Table judged = new EvaluationTables(evaluation, "").policies().only(row -> !row.cells().get(1).shown().equals("oracle"));
Table margin = new Table("margin", "Quality that may be lost", List.of(Column.text("what"), Column.number("size")),
    List.of(Row.of(Cell.text("margin"), Cell.figure("/margin", Unit.SPAN, evaluation.margin()))));
show(RangeChart.of(
    new Frame("difference", "Quality against the best single candidate",
        "Dots are differences on the test split, bars their 95 % intervals."),
    judged, judged.column("difference"), "points of quality (simulated)",
    List.of(new RangeChart.Guide("margin", "/margin", true), RangeChart.Guide.zero("equal"))), judged, margin);

// %%
// A chart holds no number: it points at the cells of tables, which are shown with it.
int cost = judged.column("USD per 1,000");
int quality = judged.column("quality");
List<XyChart.Mark> marks = new ArrayList<>();
for (var row : judged.rows()) {
  Look kind = Look.valueOf(row.cells().get(1).shown().toUpperCase(Locale.ROOT));
  XyChart.Spot spot = new XyChart.Spot(row.cells().get(cost).pointer(), row.cells().get(quality).pointer());
  marks.add(new XyChart.Mark(row.cells().getFirst().shown(), row.emphasis() ? Look.CHOSEN : kind, spot, true));
}
show(new XyChart(
    new Frame("curve", "Quality over cost", "Filled dots are policies, diamonds are baselines."),
    "USD per 1,000 prompts", "Quality in per cent, simulated", true, false, List.of(), marks, List.of()), judged);

// %% [markdown]
// ## Head to head
//
// Two policies share most choices, so the difference between them is known far better than either's
// quality. Compare them directly, on the prompts themselves, instead of looking whether two intervals
// overlap.

// %%
OutcomeTable unseen = table.rows(Selection.rows(table, Set.of(Split.TEST)));
for (OwnPolicy other : policies.subList(1, policies.size())) {
  PolicyComparison both = PolicyComparison.of(
      unseen, policies.getFirst().on(unseen), other.on(unseen), EvaluationSpec.STANDARD);
  System.out.println(both.sentence());
}

// %% [markdown]
// ## Task by task
//
// An average hides where a policy loses. Per task the numbers are small and the noise is large: look for
// a pattern that you can explain, not for the largest number.

// %%
show(new EvaluationTables(evaluation, "").tasks());

// %% [markdown]
// The same judgement without a notebook:
// `./yardmaster evaluate --dataset builtin --policy yardmaster-demo/policy.yard --db yardmaster-demo/lab.duckdb`.
// How much of what you cannot tell apart is for want of prompts? See `3-how-much-data`.

// %%
lab.close();
