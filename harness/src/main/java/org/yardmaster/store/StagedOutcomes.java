package org.yardmaster.store;

import static org.yardmaster.store.StagedColumns.literal;

import java.util.List;
import org.yardmaster.load.TableMapping;

/** The outcomes in the good rows of a staged table, one row each, as SQL. */
final class StagedOutcomes {
  private final TableMapping mapping;
  private final StagedColumns columns;

  StagedOutcomes(TableMapping mapping, StagedColumns columns) {
    this.mapping = mapping;
    this.columns = columns;
  }

  /** One SELECT per outcome that a row may hold. */
  String sql() {
    List<String> selects =
        mapping.outcomes().entrySet().stream()
            .map(entry -> select(entry.getKey(), entry.getValue()))
            .toList();
    return selects.isEmpty()
        ? select("", NONE) + " WHERE false"
        : String.join(" UNION ALL ", selects);
  }

  private static final TableMapping.OutcomeColumns NONE =
      new TableMapping.OutcomeColumns(null, null, null, null, null, null, null, null, null, null);

  private String select(String candidate, TableMapping.OutcomeColumns outcome) {
    boolean perCall = candidate.isEmpty();
    String score = columns.number(outcome.quality());
    String answer = columns.text(outcome.response());
    return """
    SELECT line, %s AS sample_id, %s AS candidate_id, coalesce(%s::INTEGER, 0) AS trial,
      %s AS prompt, %s AS answer, %s AS input, %s AS cached, %s AS output, %s AS reasoning,
      %s AS cost_usd, %s AS seconds, %s AS score FROM good%s\
    """
        .formatted(
            sampleId(mapping, columns),
            perCall ? columns.text(outcome.candidate()) : literal(candidate),
            columns.number(outcome.trial()),
            columns.text(mapping.prompt()),
            answer,
            columns.count(outcome.inputTokens()),
            columns.count(outcome.cachedInputTokens()),
            columns.count(outcome.outputTokens()),
            columns.count(outcome.reasoningTokens()),
            columns.number(outcome.costUsd()),
            columns.number(outcome.latencySeconds()),
            score,
            perCall ? "" : " WHERE %s IS NOT NULL OR %s IS NOT NULL".formatted(score, answer));
  }

  /** The mapped id, else one made of the texts: equal prompts are one sample. */
  static String sampleId(TableMapping mapping, StagedColumns columns) {
    return mapping.id() != null
        ? columns.text(mapping.id())
        : "'row-' || substr(sha256(coalesce(%s, '') || chr(0) || %s), 1, 16)"
            .formatted(columns.text(mapping.system()), columns.text(mapping.prompt()));
  }
}
