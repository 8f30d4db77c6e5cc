package org.yardmaster.experiment;

import java.time.Clock;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.price.PriceBook;
import org.yardmaster.store.BenchmarkStore;
import org.yardmaster.store.CostStore;
import org.yardmaster.store.Database;
import org.yardmaster.store.DatasetStore;
import org.yardmaster.store.EvaluationStore;
import org.yardmaster.store.OutcomeStore;
import org.yardmaster.store.PriceStore;
import org.yardmaster.store.TableReader;

/** An open database with its stores; closing it closes the database. */
public record Lab(
    Database database,
    Clock clock,
    DatasetStore datasets,
    OutcomeStore outcomes,
    PriceStore priceStore,
    CostStore costs,
    EvaluationStore evaluations,
    BenchmarkStore benchmarks)
    implements AutoCloseable {

  public Lab(Database database, Clock clock) {
    this(
        database,
        clock,
        new DatasetStore(database, clock),
        new OutcomeStore(database, clock),
        new PriceStore(database),
        new CostStore(database, clock),
        new EvaluationStore(database, clock),
        new BenchmarkStore(database, clock));
  }

  /** All outcomes of a data set. */
  public OutcomeTable table(String datasetId) {
    return new TableReader(database, datasets, outcomes).read(datasetId);
  }

  /** All prompts of a data set with what is graded of them, be it nothing. */
  public OutcomeTable ungraded(String datasetId) {
    return new TableReader(database, datasets, outcomes).readUngraded(datasetId);
  }

  public PriceBook prices() {
    return priceStore.read();
  }

  @Override
  public void close() {
    database.close();
  }
}
