package org.yardmaster.load;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.Usage;

/** The outcomes in the rows of a mapped table. */
final class TableOutcomes {
  private static final double MOST_TOKENS = 1e9;
  private static final double MOST_USD = 1e6;
  private static final double LONGEST_SECONDS = 1e7;
  private static final double MOST_TRIALS = 1e6;

  private final TableMapping mapping;
  private final Batch batch;

  /** One outcome, read but not yet added. */
  record Cell(
      String candidate,
      int trial,
      Completion completion,
      Grade grade,
      Optional<Cost> cost,
      Latency latency) {}

  TableOutcomes(TableMapping mapping, Batch batch) {
    this.mapping = mapping;
    this.batch = batch;
  }

  void add(String sampleId, Cell cell) {
    Cost cost =
        cell.cost().orElseGet(() -> batch.listPrice(cell.candidate(), cell.completion().usage()));
    batch.outcome(
        sampleId,
        cell.candidate(),
        cell.trial(),
        cell.completion(),
        cell.grade(),
        cost,
        cell.latency());
  }

  /** The outcomes of a row; a wide table's candidate without quality and response has none. */
  List<Cell> read(Fields row, String prompt) {
    List<Cell> cells = new ArrayList<>();
    for (Map.Entry<String, TableMapping.OutcomeColumns> entry : mapping.outcomes().entrySet()) {
      TableMapping.OutcomeColumns columns = entry.getValue();
      boolean perCall = entry.getKey().isEmpty();
      if (perCall
          || present(row, columns.quality()).isPresent()
          || present(row, columns.response()).isPresent()) {
        String candidate =
            perCall ? row.require(String.valueOf(columns.candidate())) : entry.getKey();
        cells.add(cell(row, prompt, candidate, columns));
      }
    }
    return cells;
  }

  private Cell cell(
      Fields row, String prompt, String candidate, TableMapping.OutcomeColumns columns) {
    Optional<String> response = present(row, columns.response());
    Usage usage = usage(row, columns, prompt, response);
    return new Cell(
        candidate,
        number(row, columns.trial(), MOST_TRIALS).map(BigDecimal::intValue).orElse(0),
        response
            .<Completion>map(text -> new Completion.Completed(text, "", "", usage))
            .orElseGet(() -> new Completion.Unpublished(usage)),
        grade(row, columns),
        number(row, columns.costUsd(), MOST_USD).map(usd -> CallLog.cost(usd.doubleValue())),
        number(row, columns.latencySeconds(), LONGEST_SECONDS)
            .map(seconds -> seconds.movePointRight(9).longValue())
            .<Latency>map(nanos -> new Latency.Measured(nanos, nanos))
            .orElseGet(Latency.Unmeasured::new));
  }

  /** As measured; estimated from the texts where the table has a response but no counts. */
  private static Usage usage(
      Fields row, TableMapping.OutcomeColumns columns, String prompt, Optional<String> response) {
    Optional<BigDecimal> input = number(row, columns.inputTokens(), MOST_TOKENS);
    Optional<BigDecimal> output = number(row, columns.outputTokens(), MOST_TOKENS);
    if (input.isPresent() && output.isPresent()) {
      return new Usage.Tokens(
          input.get().longValue(),
          number(row, columns.cachedInputTokens(), MOST_TOKENS)
              .map(BigDecimal::longValue)
              .orElse(0L),
          output.get().longValue(),
          number(row, columns.reasoningTokens(), MOST_TOKENS).map(BigDecimal::longValue).orElse(0L),
          false);
    }
    return response.map(text -> TokenEstimate.of(prompt, text)).orElseGet(Usage.Unknown::new);
  }

  private Grade grade(Fields row, TableMapping.OutcomeColumns columns) {
    double low = mapping.lowest();
    double high = mapping.highest();
    String column = columns.quality();
    if (column == null || row.value(column).isEmpty()) {
      return new Grade.Unscored("published", "the table has no quality here");
    }
    double score = row.number(column, low, high).orElseThrow().doubleValue();
    return new Grade.Scored("published", (score - low) / (high - low), score, low, high, "", "");
  }

  private static Optional<String> present(Fields row, @Nullable String column) {
    return column == null ? Optional.empty() : row.value(column);
  }

  private static Optional<BigDecimal> number(Fields row, @Nullable String column, double most) {
    return column == null ? Optional.empty() : row.number(column, 0, most);
  }
}
