package org.yardmaster.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yardmaster.data.CardYaml;
import org.yardmaster.data.DatasetCard;

/** The cards of all data sets that an importer knows, one YAML resource each. */
public final class Cards {
  private Cards() {}

  /**
   * The card of a known data set.
   *
   * @throws IllegalArgumentException when no importer brings such a data set
   */
  public static DatasetCard of(String datasetId) {
    String name = "cards/" + datasetId + ".yaml";
    try (@Nullable InputStream yaml = Cards.class.getResourceAsStream(name)) {
      if (yaml == null) {
        throw new IllegalArgumentException(
            "No card for data set (%s). Known: %s.".formatted(datasetId, ids()));
      }
      return CardYaml.read(name, yaml);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** All known data sets, in the order of the importers. */
  public static List<DatasetCard> all() {
    return ids().stream().map(Cards::of).toList();
  }

  private static List<String> ids() {
    return Importers.all().stream()
        .flatMap(importer -> importer.format().datasetIds().stream())
        .toList();
  }
}
