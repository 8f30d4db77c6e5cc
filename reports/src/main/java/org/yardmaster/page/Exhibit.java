package org.yardmaster.page;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;
import org.yardmaster.table.Table;

/**
 * A table under a heading: feature weights, worst regrets, findings, benchmarks, sums by key.
 *
 * @param explanation what the reader sees and why it matters, one or two sentences
 * @param drawn the column whose numbers are also drawn: intervals as they are, others from zero
 * @param table without rows where there is nothing to list; the explanation then says why
 */
public record Exhibit(String heading, String explanation, OptionalInt drawn, Table table) {
  public Exhibit {
    requireNonNull(heading, "heading is null");
    requireNonNull(explanation, "explanation is null");
    requireNonNull(drawn, "drawn is null");
    requireNonNull(table, "table is null");
  }
}
