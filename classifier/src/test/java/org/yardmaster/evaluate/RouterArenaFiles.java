package org.yardmaster.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.yardmaster.outcome.OutcomeTable;
import org.yardmaster.provenance.CanonicalJson;
import org.yardmaster.testing.SharedData;

/** Just enough reading of the published tenth of RouterArena to check figures against it. */
public final class RouterArenaFiles {
  private RouterArenaFiles() {}

  /** Candidate 0 is Claude 3 Haiku, candidate 1 Gemini 2.0 Flash; tasks are the sources' names. */
  public static OutcomeTable read() {
    Map<String, double[]> haiku = read("claude-3-haiku-20240307");
    Map<String, double[]> gemini = read("gemini-2.0-flash-001");
    if (!haiku.keySet().equals(gemini.keySet())) {
      throw new AssertionError("The two files hold different questions.");
    }
    List<String> ids = List.copyOf(new TreeMap<>(haiku).keySet());
    return Tables.of(
        new double[][] {column(haiku, 0), column(gemini, 0)},
        new double[][] {column(haiku, 1), column(gemini, 1)},
        row -> ids.get(row),
        row -> ids.get(row).replaceAll("_[^_]*$", ""),
        false);
  }

  private static Map<String, double[]> read(String model) {
    Map<String, double[]> rows = new TreeMap<>();
    try (InputStream in =
        new GZIPInputStream(
            Files.newInputStream(
                SharedData.require("routerarena/cached_results/%s.jsonl.gz".formatted(model))))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().toList()) {
        JsonNode row = CanonicalJson.parse(line);
        JsonNode result = row.get("evaluation_result");
        rows.put(
            row.get("global_index").asText(),
            new double[] {result.get("score").asDouble(), result.get("inference_cost").asDouble()});
      }
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    return rows;
  }

  private static double[] column(Map<String, double[]> rows, int index) {
    return rows.values().stream().mapToDouble(row -> row[index]).toArray();
  }
}
