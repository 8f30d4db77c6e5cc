package org.yardmaster.spark;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Fault;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.Outcome;
import org.yardmaster.outcome.Usage;

/** Outcomes as Spark rows and back; the columns are those that the database writes and reads. */
final class OutcomeRows {
  static final String FAILED = "FAILED";

  private static final List<StructField> CALL =
      List.of(
          text("outcome_key"),
          text("dataset_id"),
          text("sample_id"),
          text("candidate_id"),
          field("trial", DataTypes.IntegerType),
          text("status"),
          text("answer_text"),
          text("tool_calls_json"),
          text("finish_reason"),
          text("fault"),
          text("fault_message"),
          field("input_tokens", DataTypes.LongType),
          field("cached_input_tokens", DataTypes.LongType),
          field("output_tokens", DataTypes.LongType),
          field("reasoning_tokens", DataTypes.LongType),
          field("tokens_estimated", DataTypes.BooleanType),
          field("cost_nano_usd", DataTypes.LongType),
          text("cost_unknown_because"),
          field("latency_nanos", DataTypes.LongType),
          field("first_token_nanos", DataTypes.LongType),
          field("recorded_at", DataTypes.TimestampNTZType));

  private static final List<StructField> GRADE =
      List.of(
          text("grader"),
          field("quality", DataTypes.DoubleType),
          field("native_score", DataTypes.DoubleType),
          field("native_low", DataTypes.DoubleType),
          field("native_high", DataTypes.DoubleType),
          text("extracted"),
          text("explanation"),
          text("unscored_because"));

  /** One attempt, answered or failed, with its grade. */
  static final StructType SCHEMA = schema(CALL, GRADE);

  /** A further grade of a recorded outcome, and the quality that it had before. */
  static final StructType GRADINGS =
      schema(
          List.of(text("outcome_key"), text("dataset_id")),
          GRADE,
          List.of(field("quality_before", DataTypes.DoubleType)));

  private OutcomeRows() {}

  private static StructField text(String name) {
    return field(name, DataTypes.StringType);
  }

  private static StructField field(String name, DataType type) {
    return DataTypes.createStructField(name, type, true);
  }

  @SafeVarargs
  private static StructType schema(List<StructField>... parts) {
    List<StructField> all = new ArrayList<>();
    for (List<StructField> part : parts) {
      all.addAll(part);
    }
    return DataTypes.createStructType(all);
  }

  static Row write(Outcome outcome, LocalDateTime now) {
    List<@Nullable Object> cells = new ArrayList<>();
    cells.add(outcome.key());
    cells.add(outcome.datasetId());
    cells.add(outcome.sampleId());
    cells.add(outcome.candidateId());
    cells.add(outcome.trial());
    addCompletion(cells, outcome.completion());
    switch (outcome.completion().usage()) {
      case Usage.Tokens tokens ->
          add(
              cells,
              tokens.input(),
              tokens.cachedInput(),
              tokens.output(),
              tokens.reasoning(),
              tokens.estimated());
      case Usage.Unknown() -> add(cells, null, null, null, null, null);
    }
    switch (outcome.cost()) {
      case Cost.Known(long nanoUsd) -> add(cells, nanoUsd, null);
      case Cost.Unknown(String reason) -> add(cells, null, reason);
    }
    switch (outcome.latency()) {
      case Latency.Measured(long total, long first) -> add(cells, total, first);
      case Latency.Unmeasured() -> add(cells, null, null);
    }
    cells.add(now);
    addGrade(cells, outcome.grade());
    return RowFactory.create(cells.toArray());
  }

  /** A grading of a recorded outcome. */
  static Row writeGrading(Outcome before, Grade now) {
    List<@Nullable Object> cells = new ArrayList<>();
    add(cells, before.key(), before.datasetId());
    addGrade(cells, now);
    cells.add(before.grade() instanceof Grade.Scored scored ? scored.value() : null);
    return RowFactory.create(cells.toArray());
  }

  private static void add(List<@Nullable Object> cells, @Nullable Object... more) {
    for (Object one : more) {
      cells.add(one);
    }
  }

  private static void addCompletion(List<@Nullable Object> cells, Completion completion) {
    switch (completion) {
      case Completion.Completed done ->
          add(cells, "COMPLETED", done.text(), done.toolCalls(), done.finishReason(), null, null);
      case Completion.Refused refused ->
          add(cells, "REFUSED", refused.text(), "", "refusal", null, null);
      case Completion.Failed failed ->
          add(cells, FAILED, null, null, null, failed.fault().name(), failed.message());
      case Completion.Unpublished unpublished ->
          add(cells, "UNPUBLISHED", null, null, null, null, null);
    }
  }

  private static void addGrade(List<@Nullable Object> cells, Grade grade) {
    cells.add(grade.grader());
    switch (grade) {
      case Grade.Scored scored ->
          add(
              cells,
              scored.value(),
              scored.nativeScore(),
              scored.nativeLow(),
              scored.nativeHigh(),
              scored.extracted(),
              scored.explanation(),
              null);
      case Grade.Unscored unscored ->
          add(cells, null, null, null, null, null, null, unscored.reason());
    }
  }

  /** Reads a row that has at least the columns of {@link #SCHEMA}, by their names. */
  static Outcome read(Row row) {
    return new Outcome(
        row.getAs("dataset_id"),
        row.getAs("sample_id"),
        row.getAs("candidate_id"),
        row.<Integer>getAs("trial"),
        completion(row),
        grade(row),
        OutcomeRows.<Long>find(row, "cost_nano_usd")
            .<Cost>map(Cost.Known::new)
            .orElseGet(() -> new Cost.Unknown(string(row, "cost_unknown_because"))),
        OutcomeRows.<Long>find(row, "latency_nanos")
            .<Latency>map(
                total -> new Latency.Measured(total, row.<Long>getAs("first_token_nanos")))
            .orElseGet(Latency.Unmeasured::new));
  }

  private static Completion completion(Row row) {
    Usage usage =
        OutcomeRows.<Long>find(row, "input_tokens")
            .<Usage>map(
                input ->
                    new Usage.Tokens(
                        input,
                        row.<Long>getAs("cached_input_tokens"),
                        row.<Long>getAs("output_tokens"),
                        row.<Long>getAs("reasoning_tokens"),
                        row.<Boolean>getAs("tokens_estimated")))
            .orElseGet(Usage.Unknown::new);
    String status = row.getAs("status");
    return switch (status) {
      case "COMPLETED" ->
          new Completion.Completed(
              string(row, "answer_text"),
              string(row, "tool_calls_json"),
              string(row, "finish_reason"),
              usage);
      case "REFUSED" -> new Completion.Refused(string(row, "answer_text"), usage);
      case FAILED ->
          new Completion.Failed(
              Fault.valueOf(string(row, "fault")), string(row, "fault_message"), usage);
      case "UNPUBLISHED" -> new Completion.Unpublished(usage);
      default ->
          throw new IllegalArgumentException(
              "Unknown status (%s) of an outcome.".formatted(status));
    };
  }

  private static Grade grade(Row row) {
    String grader = string(row, "grader");
    return OutcomeRows.<Double>find(row, "quality")
        .<Grade>map(
            quality ->
                new Grade.Scored(
                    grader,
                    quality,
                    row.<Double>getAs("native_score"),
                    row.<Double>getAs("native_low"),
                    row.<Double>getAs("native_high"),
                    string(row, "extracted"),
                    string(row, "explanation")))
        .orElseGet(() -> new Grade.Unscored(grader, string(row, "unscored_because")));
  }

  private static <T> Optional<T> find(Row row, String column) {
    return Optional.ofNullable(row.<T>getAs(column));
  }

  private static String string(Row row, String column) {
    return OutcomeRows.<String>find(row, column).orElse("");
  }
}
