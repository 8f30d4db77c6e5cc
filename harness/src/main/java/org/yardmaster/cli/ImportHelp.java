package org.yardmaster.cli;

/** What {@code import --help} explains after the options. */
final class ImportHelp {
  static final String EXAMPLES =
      """

      Examples:
        yardmaster import routellm shared/data/routellm --db lab.duckdb
        yardmaster import builtin --db lab.duckdb
        yardmaster import table calls.parquet --mapping calls.yaml --db lab.duckdb
        yardmaster import parquet runs/builtin --db lab.duckdb
        yardmaster import bfcl shared/data/bfcl --prices prices.csv --db lab.duckdb

      `yardmaster import --formats` says what each format reads and was tested on.
      Format parquet reads the folder of a `replay --engine spark`, also one half done.
      One import is one transaction: a bad row leaves the database as it was, unless
      --skip-bad-rows sets it aside in PATH.rejects.jsonl (or where --rejects says).
      """;

  static final String MAPPING =
      """
      Format table: a .csv, .jsonl or .parquet file of your own (text files also
      gzipped), and a mapping file that says which column means what.
      One row per call:

        dataset: support          # id of the data set; --id goes before it
        prompt: question          # required
        system: instructions      # a system text before the prompt
        id: ticket                # rows of equal id are one prompt (or equal texts)
        task: kind                # kind of work (default: all)
        group: customer           # groups never span two splits (or equal texts)
        split: part               # published split: train, validation or test
        time: asked_at            # ISO 8601
        target: gold              # the right answer, if there is one ...
        targetKind: number        # ... as text (default), number or choice (A-Z)
        qualityRange: [1, 5]      # lowest and highest quality (default: [0, 1])
        outcome:
          candidate: model        # required: who answered
          quality: stars          # missing cells stay ungraded
          response: answer
          inputTokens: tokens_in  # estimated from the texts where missing
          cachedInputTokens: hit  # disjoint from inputTokens
          outputTokens: tokens_out
          reasoningTokens: think  # disjoint from outputTokens
          costUsd: cost           # else list prices times tokens, see --prices
          latencySeconds: seconds
          trial: attempt          # repetition of the same call, from 0

      Or one row per prompt, with columns per candidate instead of `outcome`:

        prompt: question
        candidates:
          small-model: {quality: small_ok, costUsd: small_cost}
          large-model: {quality: large_ok, response: large_answer}

      Every value but dataset, targetKind, qualityRange and the names of candidates
      is the name of a column; in JSON lines it may be a path of keys, as
      usage.input_tokens.
      """;

  private ImportHelp() {}
}
