package org.yardmaster.experiment;

import java.util.List;
import java.util.function.Supplier;
import org.yardmaster.data.DatasetCard;
import org.yardmaster.load.BadInputException;
import org.yardmaster.load.Imported;
import org.yardmaster.store.ParquetArrivals;
import org.yardmaster.store.RunFolder;
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

  /**
   * Stores what a cluster left in its run folder: the data set, where it is not there yet, and all
   * attempts that are not. The same folder may be stored again as it grows.
   *
   * @throws BadInputException when it is no run folder
   */
  public Result store(RunFolder folder) {
    DatasetCard card =
        folder
            .card()
            .orElseThrow(
                () ->
                    new BadInputException(
                        folder.path(),
                        "no card.json",
                        "the folder of a replay with --engine spark"));
    return writing(
        MANY,
        () -> {
          long samples = folder.sampleCount();
          boolean added = lab.database().transaction(() -> addSamples(folder, card));
          ParquetArrivals.Result arrived = ClusterRun.takeIn(lab, folder, card.id());
          return new Result(
              card.id(),
              added || arrived.outcomes() + arrived.failures() > 0,
              samples,
              lab.outcomes().candidates(card.id()).size(),
              arrived.outcomes());
        });
  }

  private boolean addSamples(RunFolder folder, DatasetCard card) {
    return !lab.datasets().known(card.id()) && lab.datasets().add(card, folder.samples());
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
