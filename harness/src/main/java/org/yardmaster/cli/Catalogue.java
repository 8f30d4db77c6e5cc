package org.yardmaster.cli;

import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yardmaster.builtin.BuiltinDataset;
import org.yardmaster.data.DatasetCard;
import org.yardmaster.experiment.Lab;
import org.yardmaster.load.Cards;
import org.yardmaster.load.FetchCatalogue;
import org.yardmaster.store.StatusReader;

/** All data sets that are known or stored: a stored card goes before the one of this version. */
final class Catalogue {
  private Catalogue() {}

  /** A data set, with its counts where it is stored. */
  record Entry(DatasetCard card, Optional<StatusReader.Status> stored) {
    Optional<FetchCatalogue.Source> source() {
      return FetchCatalogue.find(card.id());
    }
  }

  /** By id: the built-in one, those of the importers, then what else the database has. */
  static Map<String, Entry> read(DatabaseOption database) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    put(entries, BuiltinDataset.load().card(), Optional.empty());
    Cards.all().forEach(card -> put(entries, card, Optional.empty()));
    if (Files.exists(database.path)) {
      try (Lab lab = database.forReading()) {
        List<StatusReader.Status> all = new StatusReader(lab.database()).read();
        for (StatusReader.Status status : all) {
          put(entries, lab.datasets().card(status.dataset()), Optional.of(status));
        }
      }
    }
    return entries;
  }

  private static void put(
      Map<String, Entry> entries, DatasetCard card, Optional<StatusReader.Status> stored) {
    entries.put(card.id(), new Entry(card, stored));
  }
}
