// %% [markdown]
// # Watch drift in gateway logs
//
// A policy is judged on the prompts of last month and serves those of today. If people start to ask
// something else, the judgement no longer holds, whatever it said. The gateway keeps a *journal*, one
// JSON line per call; this notebook reads one and looks for two kinds of change: in what is asked, and
// in what is chosen.
//
// Two weeks of journal are **made up** here out of the demo's prompts: a first week as it comes, and a
// second in which long tool-using prompts take over. The demo's policy really decides each of them.
// With a journal of your own, set `YARDMASTER_JOURNAL` to its folder.

// %% [markdown]
// The next cell is the only one that depends on where you are: JJava and IJava show a value by
// `display(value, type)`, and `README.md` says what other kernels need. `YARDMASTER_DEMO` names the
// folder that `./yardmaster demo --out FOLDER` wrote. (All imports stand here: JShell forgets the values of
// variables when imports follow them.)

// %%
import java.io.PrintWriter;
import java.nio.file.*;
import java.time.*;
import java.util.*;
import java.util.stream.*;
import org.yardmaster.chart.*;
import org.yardmaster.cli.Main;
import org.yardmaster.data.*;
import org.yardmaster.decide.*;
import org.yardmaster.experiment.*;
import org.yardmaster.feature.FeatureSchema;
import org.yardmaster.journal.*;
import org.yardmaster.outcome.*;
import org.yardmaster.page.*;
import org.yardmaster.policyfile.PolicyFile;
import org.yardmaster.store.*;
import org.yardmaster.table.*;
import org.yardmaster.train.DriftReport;

Path demo = Path.of(System.getenv().getOrDefault("YARDMASTER_DEMO", "../yardmaster-demo"));

void show(Chart chart, Table... tables) { display(Picture.html(chart, tables), "text/html"); }

void show(Table table) { System.out.println(TextTable.render(table, 140, false)); }

// %%
Policy policy = PolicyFile.read(demo.resolve("policy.yard"));
Path work = Files.createTempDirectory("yardmaster-drift");

// %% [markdown]
// ## A journal
//
// A line holds the time, what the router saw, what it chose with which probability, and what came of
// it. Prompt texts are in it only where the journal was told to keep them; without, drift still shows in
// the features, which are always there.

// %%
void week(Path folder, Instant start, List<Sample> samples) {
  Decider decider = new Decider(policy);
  try (Journal journal = Journal.open(folder, JournalSpec.STANDARD.withTexts(), Clock.systemUTC())) {
    for (int number = 0; number < samples.size(); number++) {
      Sample sample = samples.get(number);
      String text = sample.prompt().routingText();
      Decision.Route route = (Decision.Route) decider.decide(text, Constraints.NONE);
      long cost = Math.round(1e9 * decider.forecast(text).costUsd()[policy.indexOf(route.candidate())]);
      journal.write(new LoggedCall(
          "%s-%05d".formatted(start, number),
          start.plus(Duration.ofDays(7).multipliedBy(number).dividedBy(samples.size())),
          sample.task(), "",
          new LoggedCall.Seen.Text(sample.prompt(), JournalFeatures.of(text, policy.schema())),
          new LoggedCall.Choice("demo", "", true, route.candidate(), route.candidate(), 1, route.reason()),
          new UsageRecord.Served(route.candidate(), route.candidate(), "simulated", true),
          new Completion.Completed("(made up)", "", "stop", Usage.Tokens.measured(text.length() / 4, 100)),
          new Cost.Known(cost), new Latency.Unmeasured()));
    }
  }
}

List<Sample> asked = new ArrayList<>();
try (Lab lab = new Lab(Database.openForReading(demo.resolve("lab.duckdb")), Clock.systemUTC())) {
  asked.addAll(lab.datasets().samples("builtin"));
}
Collections.shuffle(asked, new Random(1));
List<Sample> before = asked.subList(0, 600);
List<Sample> after = new ArrayList<>(asked.subList(600, asked.size()));
after.removeIf(sample -> sample.prompt().routingText().length() < 250 && sample.id().hashCode() % 3 != 0);

Path journal = Path.of(System.getenv().getOrDefault("YARDMASTER_JOURNAL", work.resolve("journal").toString()));
if (!Files.exists(journal)) {
  week(journal.resolve("1"), Instant.parse("2026-11-02T00:00:00Z"), before);
  week(journal.resolve("2"), Instant.parse("2026-11-09T00:00:00Z"), after);
}

// %% [markdown]
// ## Straight from the files
//
// DuckDB reads JSON lines where they lie, while the gateway goes on writing. First, what was asked and
// what it cost, day by day:

// %%
Database scratch = Database.inMemory();
String calls = "read_json('%s/**/*.jsonl', format = 'newline_delimited', union_by_name = true)".formatted(journal);

QueryResult days = QueryResult.of(scratch, """
    SELECT strftime("at"::TIMESTAMP, '%Y-%m-%d') AS day, count(*) AS calls,
           round(1000 * avg(cost_nano_usd) / 1e9, 3) AS usd_per_1k,
           mode(task) AS most_asked, mode(served.candidate) AS most_served
    FROM CALLS GROUP BY 1 ORDER BY 1
    """.replace("CALLS", calls));
show(days.table("The journal, day by day (simulated)"));

// %%
Table costs = new Table("cost", "Cost per call over days (simulated)",
    List.of(Column.number("day of the journal"), Column.number("USD per 1,000 calls")),
    IntStream.range(0, days.rows().size())
        .mapToObj(day -> Row.of(Cell.figure(Unit.COUNT, day + 1), Cell.figure(Unit.USD, days.numbers("usd_per_1k")[day])))
        .toList()).keyed("");
show(XyChart.line(
    new Frame("cost", "Cost per call over days", "Mean cost of the calls of each day, as the policy expected it."),
    costs, 0, 1, "day of the journal", "USD per 1,000 calls (simulated)"), costs);

// %% [markdown]
// ## Who serves what, before and after
//
// When the mix of candidates moves although nobody touched the policy, the prompts moved.

// %%
QueryResult mix = QueryResult.of(scratch, """
    WITH week AS (SELECT served.candidate AS candidate,
                         "at"::TIMESTAMP >= (SELECT min("at"::TIMESTAMP) + INTERVAL 7 DAY FROM CALLS) AS later
                  FROM CALLS)
    SELECT candidate,
           round(100.0 * count(*) FILTER (WHERE NOT later) / (SELECT count(*) FROM week WHERE NOT later), 1) AS before,
           round(100.0 * count(*) FILTER (WHERE later) / (SELECT count(*) FROM week WHERE later), 1) AS after
    FROM week GROUP BY 1 ORDER BY after DESC
    """.replace("CALLS", calls));
show(mix.table("Share of calls in per cent"));

// %% [markdown]
// ## What changed in the prompts
//
// Import both weeks as data sets (`yardmaster import journal`), and compare them by the very counters
// that the policy reads. The *population stability index* sums, over bins of a counter, how far the two
// weeks differ: below 0.1 is commonly read as stable, above 0.25 as shifted.

// %%
Path database = work.resolve("weeks.duckdb");
PrintWriter screen = new PrintWriter(System.out, true);
int first = Main.run(screen, screen, "import", "journal", journal.resolve("1").toString(), "--id", "week-1", "--db", database.toString());
int second = Main.run(screen, screen, "import", "journal", journal.resolve("2").toString(), "--id", "week-2", "--db", database.toString());

DriftRun.Result drift;
try (Lab lab = new Lab(Database.openForReading(database), Clock.systemUTC())) {
  drift = new DriftRun(lab).between("week-1", "week-2");
}
List<DriftReport.FeatureShift> shifts = drift.report().features();
Table counters = new Table("shifts", "Counters of the prompts, most shifted first",
    List.of(Column.text("counter"), Column.number("stability index"), Column.text("reading")),
    shifts.stream()
        .map(shift -> new Row(List.of(Cell.text(shift.counter().name().toLowerCase(Locale.ROOT).replace('_', ' ')),
            Cell.figure(Unit.SCORE, shift.stabilityIndex()), Cell.text(DriftRun.reading(shift))), "",
            shift.stabilityIndex() >= 0.25))
        .toList());
show(counters);

// %%
Table most = new Table("most", counters.title(), counters.columns(),
    counters.rows().subList(0, Math.min(10, counters.rows().size()))).keyed("");
Table limits = new Table("limits", "Common readings", List.of(Column.text("reading"), Column.number("from")),
    List.of(Row.of(Cell.text("watch"), Cell.figure(Unit.SCORE, 0.1)), Row.of(Cell.text("shifted"), Cell.figure(Unit.SCORE, 0.25)))).keyed("/limits");
show(RangeChart.of(
    new Frame("shifts", "Shift of each counter", "Population stability index between two weeks."),
    most, 1, "stability index",
    List.of(new RangeChart.Guide("watch", "/limits/rows/0/1", false), new RangeChart.Guide("shifted", "/limits/rows/1/1", false))),
    most, limits);

// %% [markdown]
// ## What to do about it
//
// A shift is no verdict: the policy may well decide the new prompts rightly. It says that last month's
// evidence is about other prompts. Replay a few hundred of the new ones (`yardmaster replay --sample`),
// evaluate the policy on them, and retrain only if that says so. A journal carries no grades, so quality
// cannot drift in it: that needs the replay. The same from a shell, also for one journal cut in two:
// `./yardmaster evaluate drift --dataset week-1,week-2`.

// %%
scratch.close();
