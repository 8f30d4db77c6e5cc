package org.yardmaster.store;

import java.sql.SQLException;
import java.time.LocalDateTime;
import org.duckdb.DuckDBAppender;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.Outcome;
import org.yardmaster.outcome.Usage;

/** One call as a row of {@code outcome}, or of {@code failure} when it failed. */
final class OutcomeRow {
  private OutcomeRow() {}

  static void write(DuckDBAppender row, Outcome outcome, LocalDateTime now) throws SQLException {
    row.append(outcome.key())
        .append(outcome.datasetId())
        .append(outcome.sampleId())
        .append(outcome.candidateId())
        .append(outcome.trial());
    writeCompletion(row, outcome.completion());
    writeUsage(row, outcome.completion().usage());
    switch (outcome.cost()) {
      case Cost.Known(long nanoUsd) -> row.append(nanoUsd).appendNull();
      case Cost.Unknown(String reason) -> row.appendNull().append(reason);
    }
    switch (outcome.latency()) {
      case Latency.Measured(long total, long first) -> row.append(total).append(first);
      case Latency.Unmeasured() -> row.appendNull().appendNull();
    }
    row.append(now);
  }

  private static void writeCompletion(DuckDBAppender row, Completion completion)
      throws SQLException {
    switch (completion) {
      case Completion.Completed completed ->
          row.append("COMPLETED")
              .append(completed.text())
              .append(completed.toolCalls())
              .append(completed.finishReason());
      case Completion.Refused refused ->
          row.append("REFUSED").append(refused.text()).append("").append("refusal");
      case Completion.Failed failed -> row.append(failed.fault().name()).append(failed.message());
      case Completion.Unpublished unpublished ->
          row.append("UNPUBLISHED").appendNull().appendNull().appendNull();
    }
  }

  private static void writeUsage(DuckDBAppender row, Usage usage) throws SQLException {
    switch (usage) {
      case Usage.Tokens tokens ->
          row.append(tokens.input())
              .append(tokens.cachedInput())
              .append(tokens.output())
              .append(tokens.reasoning())
              .append(tokens.estimated());
      case Usage.Unknown() -> row.appendNull().appendNull().appendNull().appendNull().appendNull();
    }
  }
}
