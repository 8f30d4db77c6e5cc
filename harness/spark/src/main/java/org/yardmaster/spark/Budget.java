package org.yardmaster.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.yardmaster.data.PromptJson;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.price.PriceBook;
import org.yardmaster.replay.CallPrices;
import org.yardmaster.replay.ReplayJob;

/**
 * The spend cap of all runs together, kept by the driver alone: a wave is let through only as far
 * as the worst case of all its calls fits, and is booked before the next one is planned: at its
 * actual cost where that is known, at its worst case where nobody knows. No worker can spend what
 * was not reserved, and there is no counter that a kill could lose: after one, what is recorded
 * tells what is spent.
 */
final class Budget {
  private final ReplayJob job;
  private final CallPrices prices;
  private final Map<String, Candidate> candidates;
  private long spent;

  Budget(ReplayJob job) {
    this.job = job;
    this.prices =
        new CallPrices(
            job.candidates(), new PriceBook(job.prices()), LocalDate.now(ZoneOffset.UTC));
    this.candidates =
        job.candidates().stream().collect(Collectors.toMap(Candidate::id, one -> one));
    List<String> unpriced =
        job.candidates().stream().filter(one -> !prices.known(one)).map(Candidate::id).toList();
    if (job.spec().limited() && !unpriced.isEmpty()) {
      throw new IllegalArgumentException(
          "Spending cannot be limited for candidates without a price: %s.%nMaybe add their prices, or leave them out."
              .formatted(unpriced));
    }
  }

  /** Books what earlier runs spent: known costs, and the worst case of every other attempt. */
  void bookEarlier(Dataset<Row> attempts, Dataset<Row> samples) {
    if (!job.spec().limited()) {
      return;
    }
    Dataset<Row> counted =
        attempts
            .filter(col("candidate_id").isin(job.spec().candidateIds().toArray()))
            .dropDuplicates("outcome_key", "recorded_at");
    Row known = counted.agg(sum("cost_nano_usd")).first();
    spent += known.isNullAt(0) ? 0 : known.getLong(0);
    Iterator<Row> unknown =
        counted
            .filter(col("cost_nano_usd").isNull())
            .select("sample_id", "candidate_id")
            .join(samples.select("sample_id", "prompt_json"), "sample_id")
            .toLocalIterator();
    while (unknown.hasNext()) {
      Row row = unknown.next();
      book(worst(row.getAs("candidate_id"), row.getAs("prompt_json")));
    }
  }

  void book(long nanoUsd) {
    spent = Math.addExact(spent, nanoUsd);
  }

  /** Whether this much more may be spent. */
  boolean fits(long nanoUsd) {
    return !job.spec().limited() || nanoUsd <= job.spec().maxSpendNanoUsd() - spent;
  }

  /** The most that a call may cost, in nano-dollars; 0 without a price. */
  long worst(Slice.Cell call) {
    return worst(call.candidateId(), call.sample().promptJson());
  }

  private long worst(String candidateId, String promptJson) {
    Candidate candidate = candidates.get(candidateId);
    return candidate == null || !job.spec().limited()
        ? 0
        : prices
            .worstNano(candidate, PromptJson.read(promptJson), job.spec().maxOutputTokens())
            .orElse(0L);
  }
}
