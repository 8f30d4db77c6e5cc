package org.yardmaster.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.yardmaster.load.BadInputException;

/**
 * A Jupyter notebook (format 4) as it is kept: without outputs, and as a plain script for {@code
 * jshell} beside it, whose cells are marked as editors know it ({@code // %%}).
 */
record NotebookPair(Path notebook, List<Cell> cells) {
  private static final String SUFFIX = ".ipynb";
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** Code, or prose in Markdown; the text has no trailing line break. */
  record Cell(boolean code, String text) {}

  NotebookPair {
    cells = List.copyOf(cells);
  }

  /**
   * Reads a notebook.
   *
   * @throws BadInputException when it is none
   */
  static NotebookPair read(Path notebook) throws IOException {
    JsonNode root;
    try {
      root = MAPPER.readTree(Files.readString(notebook));
    } catch (JsonProcessingException fault) {
      throw notOne(notebook, fault.getOriginalMessage());
    }
    if (!notebook.toString().endsWith(SUFFIX) || root.path("nbformat").asInt() != 4) {
      throw notOne(notebook, "no \"nbformat\": 4");
    }
    List<Cell> cells = new ArrayList<>();
    for (JsonNode cell : root.path("cells")) {
      cells.add(new Cell(cell.path("cell_type").asText().equals("code"), text(cell)));
    }
    return new NotebookPair(notebook, cells);
  }

  private static BadInputException notOne(Path file, String found) {
    return new BadInputException(
        "%s: found %s; expected a Jupyter notebook (%s)".formatted(file, found, SUFFIX));
  }

  private static String text(JsonNode cell) {
    JsonNode source = cell.path("source");
    StringBuilder text = new StringBuilder(source.isTextual() ? source.asText() : "");
    source.forEach(line -> text.append(line.asText()));
    return text.toString().stripTrailing();
  }

  Path scriptFile() {
    String name = notebook.getFileName().toString();
    return notebook.resolveSibling(name.substring(0, name.length() - SUFFIX.length()) + ".jsh");
  }

  /** The script: prose as comments, code as it is. */
  String script() {
    return cells.stream()
        .map(cell -> cell.code() ? "// %%\n" + cell.text() : "// %% [markdown]\n" + prose(cell))
        .collect(Collectors.joining("\n\n", "", "\n"));
  }

  private static String prose(Cell cell) {
    return cell.text()
        .lines()
        .map(line -> line.isEmpty() ? "//" : "// " + line)
        .collect(Collectors.joining("\n"));
  }

  /** The notebook without outputs, counts and whatever an editor left in it. */
  String tidied() {
    ObjectNode root = MAPPER.createObjectNode();
    ArrayNode kept = root.putArray("cells");
    for (Cell cell : cells) {
      ObjectNode node = kept.addObject().put("cell_type", cell.code() ? "code" : "markdown");
      if (cell.code()) {
        node.putNull("execution_count");
      }
      node.putObject("metadata");
      if (cell.code()) {
        node.putArray("outputs");
      }
      lines(cell.text()).forEach(node.putArray("source")::add);
    }
    ObjectNode metadata = root.putObject("metadata");
    metadata
        .putObject("kernelspec")
        .put("display_name", "Java")
        .put("language", "java")
        .put("name", "java");
    metadata.putObject("language_info").put("file_extension", ".jshell").put("name", "java");
    root.put("nbformat", 4).put("nbformat_minor", 4);
    return json(root) + "\n";
  }

  /** Lines with their breaks, as the format keeps them; the last has none. */
  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>(text.lines().map(line -> line + "\n").toList());
    if (!lines.isEmpty()) {
      lines.set(lines.size() - 1, lines.getLast().stripTrailing());
    }
    return lines;
  }

  /** As Jupyter itself writes it, so that saving there changes nothing but outputs. */
  private static String json(ObjectNode root) {
    DefaultIndenter indenter = new DefaultIndenter(" ", "\n");
    Separators separators =
        Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter(separators);
    printer.indentArraysWith(indenter);
    printer.indentObjectsWith(indenter);
    try {
      return MAPPER.writer(printer).writeValueAsString(root);
    } catch (JsonProcessingException fault) {
      throw new IllegalStateException("A JSON tree can always be written.", fault);
    }
  }

  /** Writes notebook and script. */
  void write() throws IOException {
    Files.writeString(notebook, tidied());
    Files.writeString(scriptFile(), script());
  }
}
