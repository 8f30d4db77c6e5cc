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

  /**
   * The card of a file that somebody holds: nothing is known about it but its format.
   *
   * @throws BadInputException when the id cannot name a data set
   */
  public static DatasetCard unpublished(String datasetId, ImportFormat format) {
    try {
      return new DatasetCard(
          datasetId,
          format.description(),
          "imported by the user as " + format.name(),
          "not stated",
          false,
          "Whatever the one who imported it knows it to be good for.",
          List.of(),
          List.of(),
          "Hash of the group; prompts equal up to case and white space form one group.");
    } catch (IllegalArgumentException wrongId) {
      throw new BadInputException(String.valueOf(wrongId.getMessage()));
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
