// %% [markdown]
// # A tour of the database
//
// Everything that Yardmaster knows lies in one DuckDB file: prompts, candidates, every answer with its
// cost and latency, every grade, every judgement. Nothing is hidden in it: each table and column says
// what it means and in which unit, and any SQL may ask. This notebook shows where things are, and ends
// with the question that everything else is about: *is there anything to gain by routing here?*
//
// Make the file first: `./yardmaster demo`. Its eight candidates are **simulated**, behaviour models
// with documented traits instead of language models: what you see is how to look, not what anybody saves.

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
import org.yardmaster.experiment.*;
import org.yardmaster.outcome.*;
import org.yardmaster.page.*;
import org.yardmaster.store.*;
import org.yardmaster.table.*;

Path demo = Path.of(System.getenv().getOrDefault("YARDMASTER_DEMO", "../yardmaster-demo"));

void show(Chart chart, Table... tables) { display(Picture.html(chart, tables), "text/html"); }

void show(Table table) { System.out.println(TextTable.render(table, 140, false)); }

// %% [markdown]
// Open the file for reading. Others may read at the same time; while something *writes*, DuckDB lets
// nobody in, and Yardmaster opens the snapshot beside it instead.

// %%
Lab lab = new Lab(Database.openForReading(demo.resolve("lab.duckdb")), Clock.systemUTC());

QueryResult sql(String query) { return QueryResult.of(lab.database(), query); }

show(sql("""
    SELECT table_name AS "table", estimated_size AS "rows", comment AS meaning
    FROM duckdb_tables() WHERE NOT internal ORDER BY table_oid
    """).table("What is in the file"));

// %% [markdown]
// ## One call, one row
//
// `outcome` is the heart: one row per answered call, only ever appended to. Money is **integer
// nano-dollars** (1e-9 USD), so that sums are exact; time is integer nanoseconds. Unknown is NULL and
// never zero: a missing price must not look cheap, and a call that failed must not look like a bad
// model. (Failures have a table of their own.)

// %%
show(sql("""
    SELECT column_name AS "column", data_type AS "type", comment AS meaning
    FROM duckdb_columns() WHERE table_name = 'outcome' ORDER BY column_index
    """).table("The columns of outcome"));

// %% [markdown]
// ## The latest grade counts
//
// An answer can be graded again: by another grader, a judge, a later version. Old grades stay, and the
// one of the latest `grading` counts. That is one line of SQL, worth keeping as a view of your own:

// %%
String latest = """
    WITH latest AS (
      SELECT outcome_key, arg_max_null(quality, grading) AS quality FROM grade GROUP BY outcome_key),
    answered AS (
      SELECT o.*, s.task, l.quality, s.group_id, s.split
      FROM outcome o JOIN latest l USING (outcome_key) JOIN sample s USING (dataset_id, sample_id)
      WHERE o.dataset_id = 'builtin' AND l.quality IS NOT NULL)
    """;

QueryResult candidates = sql(latest + """
    SELECT candidate_id AS candidate, round(avg(quality), 3) AS quality,
           round(1000 * avg(cost_nano_usd) / 1e9, 4) AS usd_per_1k,
           round(median(latency_nanos) / 1e9, 2) AS p50_seconds,
           round(quantile_cont(latency_nanos, 0.95) / 1e9, 2) AS p95_seconds,
           count(*) AS answers
    FROM answered GROUP BY 1 ORDER BY usd_per_1k
    """);
show(candidates.table("Candidates on the built-in data set (simulated)"));

// %% [markdown]
// The same as a picture. Cost is logarithmic: from the cheapest to the dearest it is easily a factor of
// a hundred, and the last points of quality are the expensive ones.

// %%
Table priced = candidates.table("Candidates on the built-in data set (simulated)").keyed("");
show(XyChart.marks(
    new Frame("candidates", "Quality over cost", "Every candidate answering every prompt."),
    priced, priced.column("usd_per_1k"), priced.column("quality"),
    "USD per 1,000 prompts", "Quality, simulated"), priced);

// %% [markdown]
// ## Where routing can pay
//
// A router earns its keep on prompts that a cheap candidate answers as well as the best one. Take the
// best candidate and the cheapest, and sort the prompts of every task by who is right. *Only the best*
// is what the dear candidate is for; *both* is money left on the table; *only the cheapest* is what a
// router can win beyond any single model.

// %%
String best = candidates.texts("candidate").get(
    IntStream.range(0, candidates.rows().size()).boxed()
        .max(Comparator.comparingDouble(row -> candidates.numbers("quality")[row])).orElseThrow());
String cheapest = candidates.texts("candidate").getFirst();

QueryResult agreement = QueryResult.of(lab.database(), latest + """
    , pair AS (
      SELECT task, sample_id,
             max(quality) FILTER (WHERE candidate_id = ?) AS best,
             max(quality) FILTER (WHERE candidate_id = ?) AS cheapest
      FROM answered GROUP BY 1, 2)
    SELECT task, count(*) AS prompts,
           round(100 * avg((best >= 0.5 AND cheapest >= 0.5)::INT), 1) AS both,
           round(100 * avg((best >= 0.5 AND cheapest < 0.5)::INT), 1) AS only_best,
           round(100 * avg((best < 0.5 AND cheapest >= 0.5)::INT), 1) AS only_cheapest,
           round(100 * avg((best < 0.5 AND cheapest < 0.5)::INT), 1) AS neither
    FROM pair GROUP BY 1 ORDER BY only_best
    """, best, cheapest);
show(agreement.table("Who is right, in per cent of prompts: best = %s, cheapest = %s".formatted(best, cheapest)));

// %%
Table who = agreement.table("Who is right, in per cent of prompts (simulated)").keyed("");
show(FlowChart.of(
    new Frame("agreement", "Who is right", "From task to who answers its prompts rightly."),
    who, who.column("prompts"),
    Stream.of("neither", "only_cheapest", "both", "only_best").map(who::column).toList()), who);

// %% [markdown]
// ## Judgements are kept too
//
// Every `evaluate` and `report` leaves its whole result as JSON, under an id that is the hash of what
// was judged and how. DuckDB reads into the JSON:

// %%
show(sql("""
    SELECT left(evaluation_id, 12) AS run, dataset_id AS dataset,
           evaluation_json->>'verdict' AS verdict, evaluation_json->>'design' AS design,
           strftime(evaluated_at, '%Y-%m-%d %H:%M') AS at
    FROM evaluation ORDER BY evaluated_at DESC LIMIT 5
    """).table("Judgements"));

// %% [markdown]
// ## Take it with you
//
// `COPY (SELECT ...) TO 'outcomes.parquet'` writes any of this as Parquet. From Python:
// `duckdb.connect("lab.duckdb", read_only=True).sql("...").df()`. And whatever you build on the schema,
// `yardmaster status --schema` prints the contract: columns are only ever added.
//
// Next: `2-compare-policies` judges policies on these outcomes.

// %%
lab.close();
