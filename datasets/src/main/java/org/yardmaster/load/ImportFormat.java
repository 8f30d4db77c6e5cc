package org.yardmaster.load;

import java.util.List;

/**
 * What an {@link Importer} reads.
 *
 * @param name as typed after {@code import}
 * @param description one line for people
 * @param layout which files it expects at the path
 * @param datasetIds the data sets it can bring; empty when the caller names the data set
 * @param testedOn real files, or files written by hand after the published schema
 */
public record ImportFormat(
    String name, String description, String layout, List<String> datasetIds, String testedOn) {
  public ImportFormat {
    datasetIds = List.copyOf(datasetIds);
  }
}
