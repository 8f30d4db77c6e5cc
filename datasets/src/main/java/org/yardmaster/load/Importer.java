package org.yardmaster.load;

import java.nio.file.Path;
import java.util.List;

/** A reader of one published data source or one file format. */
public interface Importer {
  ImportFormat format();

  /**
   * Reads everything below the path, or nothing at all.
   *
   * @param path a file or folder, laid out as {@link ImportFormat#layout()} says; gzip is read
   *     transparently
   * @param rows what happens to rows that cannot be read
   * @return one entry per data set found, at least one
   * @throws BadInputException naming the place, what was found and what was expected
   */
  List<Imported> read(Path path, RowPolicy rows, ImportOptions options);
}
