package org.yardmaster.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yardmaster.export.Cohort;
import org.yardmaster.load.BadInputException;
import org.yardmaster.load.Place;
import org.yardmaster.provenance.CanonicalJson;

/**
 * Reads what {@code cohorts.py} printed: per line {@code id}, {@code request_type}, {@code cohort}.
 */
public final class CohortFile {
  private static final String EXPECTED =
      "a JSON object with the texts id, request_type and cohort, as cohorts.py prints it";

  private CohortFile() {}

  /**
   * Cohorts by sample id.
   *
   * @throws BadInputException naming the line that is something else
   */
  public static Map<String, Cohort> read(Path file) {
    Map<String, Cohort> cohorts = new HashMap<>();
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException fault) {
      throw new BadInputException(file, "no readable text (" + fault + ")", "a file in UTF-8");
    }
    for (int index = 0; index < lines.size(); index++) {
      if (!lines.get(index).isBlank()) {
        add(cohorts, lines.get(index), new Place(file, index + 1, 0));
      }
    }
    return cohorts;
  }

  private static void add(Map<String, Cohort> cohorts, String line, Place place) {
    JsonNode row;
    try {
      row = CanonicalJson.parse(line);
    } catch (IllegalArgumentException fault) {
      throw new BadInputException(place, String.valueOf(fault.getMessage()), EXPECTED);
    }
    for (String field : List.of("id", "request_type", "cohort")) {
      if (!row.path(field).isTextual()) {
        throw new BadInputException(place, "no text \"%s\"".formatted(field), EXPECTED);
      }
    }
    String id = row.path("id").asText();
    Cohort cohort = new Cohort(row.path("request_type").asText(), row.path("cohort").asText());
    if (cohorts.put(id, cohort) != null) {
      throw new BadInputException(place, "sample (%s) again".formatted(id), "each sample once");
    }
  }
}
