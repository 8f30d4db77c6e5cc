package org.yardmaster.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yardmaster.load.BadInputException;

/** Judgements of people, as a gateway's users give them: one line per call, id and quality. */
public final class LabelFile {
  private static final String HEAD = "id,quality";

  private LabelFile() {}

  /**
   * Reads a file; where an id comes again, the last line counts.
   *
   * @return qualities in [0, 1] by id
   * @throws BadInputException naming file and line of what cannot be used
   */
  public static Map<String, Double> read(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException fault) {
      throw new BadInputException(file, fault.toString(), "a CSV file of labels");
    }
    if (lines.isEmpty() || !lines.getFirst().replace("\"", "").strip().equals(HEAD)) {
      throw new BadInputException(
          file, lines.isEmpty() ? "an empty file" : lines.getFirst(), "the first line " + HEAD);
    }
    Map<String, Double> labels = new HashMap<>();
    for (int number = 1; number < lines.size(); number++) {
      if (!lines.get(number).isBlank()) {
        put(labels, "%s, line %d".formatted(file, number + 1), lines.get(number));
      }
    }
    return labels;
  }

  private static void put(Map<String, Double> labels, String place, String line) {
    String[] cells = line.replace("\"", "").split(",", -1);
    double quality = Double.NaN;
    if (cells.length == 2) {
      try {
        quality = Double.parseDouble(cells[1].strip());
      } catch (NumberFormatException unreadable) {
        // Told below, with the line.
      }
    }
    if (cells.length != 2 || cells[0].isBlank() || !(quality >= 0 && quality <= 1)) {
      throw new BadInputException(
          "%s: found (%s); expected an id, a comma and a quality from 0 to 1."
              .formatted(place, line));
    }
    labels.put(cells[0].strip(), quality);
  }
}
