package org.yardmaster.experiment;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.price.PriceBook;
import org.yardmaster.store.Database;
import org.yardmaster.store.DatasetStore;
import org.yardmaster.store.OutcomeStore;
import org.yardmaster.store.PriceStore;
import org.yardmaster.store.TableReader;

/** An open database with its stores; closing it closes the database. */
public record Lab(
    Database database,
    Clock clock,
    DatasetStore datasets,
    OutcomeStore outcomes,
    PriceStore priceStore)
    implements AutoCloseable {

  public Lab(Database database, Clock clock) {
    this(
        database,
        clock,
        new DatasetStore(database, clock),
        new OutcomeStore(database, clock),
        new PriceStore(database));
  }

  /** All outcomes of a data set. */
  public OutcomeTable table(String datasetId) {
    return new TableReader(database, datasets, outcomes).read(datasetId);
  }

  public PriceBook prices() {
    return priceStore.read();
  }

  /** The candidates of a table that have a cost wherever they have a grade. */
  public static OutcomeTable priced(OutcomeTable table) {
    List<Integer> kept = new ArrayList<>();
    for (int candidate = 0; candidate < table.candidateCount(); candidate++) {
      if (table.priced(candidate)) {
        kept.add(candidate);
      }
    }
    return kept.size() == table.candidateCount()
        ? table
        : table.columns(kept.stream().mapToInt(Integer::intValue).toArray());
  }

  @Override
  public void close() {
    database.close();
  }
}
