package org.yardmaster.experiment;

import java.util.List;
import org.yardmaster.load.Imported;

/** Stores what an importer read: each call is one transaction. */
public final class ImportRun {
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
      String dataset, boolean added, int samples, int candidates, int outcomes, int rejects) {}

  /** Stores all of it or, when anything fails, none of it. */
  public List<Result> store(List<Imported> imports) {
    return lab.database().transaction(() -> imports.stream().map(this::storeOne).toList());
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
        imported.outcomes().size(),
        imported.rejects().size());
  }
}
