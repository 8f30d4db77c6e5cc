package org.yardmaster.experiment;

import java.util.List;
import java.util.function.Supplier;
import org.yardmaster.load.Imported;
import org.yardmaster.store.TableLoad;
import org.yardmaster.store.TableStage;

/** Stores what an importer read: each call is one transaction. */
public final class ImportRun {
  private static final int MANY = 100_000;

  private final Lab lab;

  public ImportRun(Lab lab) {
    this.lab = lab;
  }

  /**
   * What was stored.
   *
   * @param added false when the data set was there before and nothing was changed
   */
  public record Result(
      String dataset, boolean added, long samples, int candidates, long outcomes) {}

  /** Stores all of it or, when anything fails, none of it. */
  public List<Result> store(List<Imported> imports) {
    long outcomes = imports.stream().mapToLong(one -> one.outcomes().size()).sum();
    return writing(
        outcomes,
        () -> lab.database().transaction(() -> imports.stream().map(this::storeOne).toList()));
  }

  /** Stores all of a checked table or, when anything fails, none of it. */
  public Result store(TableStage table) {
    TableLoad load = new TableLoad(lab.database(), lab.clock());
    boolean added =
        writing(
            table.outcomes(),
            () -> load.store(table, lab.datasets(), lab.outcomes(), lab.priceStore()));
    return new Result(
        table.card().id(), added, table.samples(), table.candidates().size(), table.outcomes());
  }

  /** Others read a snapshot while much is written; for little it would take longer than to wait. */
  private <T> T writing(long outcomes, Supplier<T> work) {
    return outcomes < MANY ? work.get() : lab.database().besideSnapshot(work);
  }

  private Result storeOne(Imported imported) {
    boolean added = lab.datasets().add(imported.card(), imported.samples());
    if (added) {
      lab.outcomes().addCandidates(imported.candidates());
      lab.priceStore().add(imported.prices());
      lab.outcomes().append(imported.outcomes());
    }
    return new Result(
        imported.card().id(),
        added,
        imported.samples().size(),
        imported.candidates().size(),
        imported.outcomes().size());
  }
}
