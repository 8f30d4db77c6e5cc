package org.yardmaster.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.yardmaster.provenance.CanonicalJson;

/** Just enough reading of the published RouteLLM outcomes to check figures against them. */
record RouteLlmFiles(double[] weak, double[] strong, List<String> domains) {
  private static final String WEAK = "mistralai/Mixtral-8x7B-Instruct-v0.1";
  private static final String STRONG = "gpt-4-1106-preview";

  static RouteLlmFiles read(Path folder, String listing) {
    Set<String> contaminated = contaminated(folder.resolve("contaminated_prompts.jsonl.gz"));
    List<double[]> rows = new ArrayList<>();
    List<String> domains = new ArrayList<>();
    for (Path file : files(folder.resolve(listing))) {
      List<List<String>> records = csv(text(file));
      int prompt = records.getFirst().indexOf("prompt");
      int weak = records.getFirst().indexOf(WEAK);
      int strong = records.getFirst().indexOf(STRONG);
      for (List<String> record : records.subList(1, records.size())) {
        if (!contaminated.contains(record.get(prompt))) {
          rows.add(new double[] {truth(record.get(weak)), truth(record.get(strong))});
          domains.add(file.getFileName().toString());
        }
      }
    }
    return new RouteLlmFiles(
        rows.stream().mapToDouble(row -> row[0]).toArray(),
        rows.stream().mapToDouble(row -> row[1]).toArray(),
        domains);
  }

  private static double truth(String cell) {
    return switch (cell) {
      case "True" -> 1;
      case "False" -> 0;
      default -> throw new IllegalArgumentException("Neither True nor False: " + cell);
    };
  }

  private static Set<String> contaminated(Path file) {
    Set<String> prompts = new HashSet<>();
    for (String line : text(file).lines().toList()) {
      JsonNode node = CanonicalJson.parse(line);
      prompts.add(node.get("eval_prompt").asText());
    }
    return prompts;
  }

  private static List<Path> files(Path place) {
    if (!Files.isDirectory(place)) {
      return List.of(place);
    }
    try (Stream<Path> files = Files.list(place)) {
      return files.sorted().toList();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static String text(Path file) {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static List<List<String>> csv(String text) {
    List<List<String>> records = new ArrayList<>();
    List<String> record = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int at = 0; at < text.length(); at++) {
      char letter = text.charAt(at);
      if (letter == '"') {
        boolean doubled = quoted && at + 1 < text.length() && text.charAt(at + 1) == '"';
        if (doubled) {
          cell.append('"');
          at++;
        } else {
          quoted = !quoted;
        }
      } else if (!quoted && (letter == ',' || letter == '\n')) {
        record.add(cell.toString());
        cell.setLength(0);
        if (letter == '\n') {
          records.add(record);
          record = new ArrayList<>();
        }
      } else if (quoted || letter != '\r') {
        cell.append(letter);
      }
    }
    return records;
  }
}
