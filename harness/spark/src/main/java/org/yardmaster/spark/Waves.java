package org.yardmaster.spark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.yardmaster.provenance.CanonicalJson;

/**
 * The waves of a run folder on any Hadoop file system. A wave is written into a fresh folder and
 * counts once that holds {@code _SUCCESS}: appending to one shared folder lets the next run commit
 * what a dead driver left, and doubles rows. Which calls a wave begins is written down before any
 * of them is sent, so that whoever comes after a killed driver knows what may have been paid.
 */
final class Waves {
  private static final String WAVE = "wave=";

  private final FileSystem files;
  private final Path root;

  /** A call that was begun. */
  record Begun(String sampleId, String candidateId, int trial) {}

  Waves(String folder, Configuration hadoop) throws IOException {
    this.root = new Path(folder);
    this.files = root.getFileSystem(hadoop);
  }

  Path path(String name) {
    return new Path(root, name);
  }

  byte[] bytes(String name) throws IOException {
    try (var in = files.open(path(name))) {
      return in.readAllBytes();
    }
  }

  String read(String name) throws IOException {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  OutputStream create(String name) throws IOException {
    return files.create(path(name), true);
  }

  void write(String name, String text) throws IOException {
    try (OutputStream out = create(name)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Whether a folder is written to its end. */
  boolean complete(Path folder) throws IOException {
    return files.exists(new Path(folder, "_SUCCESS"));
  }

  void delete(Path path) throws IOException {
    files.delete(path, true);
  }

  /** Folders with attempts that count: what the database had, and all complete waves. */
  List<String> attempts() throws IOException {
    List<String> complete = new ArrayList<>();
    for (Path folder :
        Stream.concat(Stream.of(path("recorded")), list("outcomes").stream()).toList()) {
      if (complete(folder)) {
        complete.add(folder.toString());
      }
    }
    return complete;
  }

  private List<Path> list(String name) throws IOException {
    return files.exists(path(name))
        ? Arrays.stream(files.listStatus(path(name)))
            .map(FileStatus::getPath)
            .sorted(Comparator.comparing(Path::getName))
            .toList()
        : List.of();
  }

  /** A number that no wave has had. */
  int next() throws IOException {
    return Stream.concat(list("outcomes").stream(), list("begun").stream())
            .map(Path::getName)
            .filter(name -> name.startsWith(WAVE))
            .mapToInt(
                name -> Integer.parseInt(name.substring(WAVE.length()).replaceAll("\\D.*", "")))
            .max()
            .orElse(0)
        + 1;
  }

  static String name(int wave) {
    return WAVE + "%06d".formatted(wave);
  }

  Path outcomes(String name) {
    return path("outcomes/" + name);
  }

  /** Writes down the calls of a wave; when it returns, the note survives the driver. */
  void begin(int wave, List<Slice.Cell> calls) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Slice.Cell call : calls) {
      lines
          .append(
              JsonNodeFactory.instance
                  .arrayNode()
                  .add(call.sample().sampleId())
                  .add(call.candidateId())
                  .add(call.trial()))
          .append('\n');
    }
    write("begun/" + name(wave), lines.toString());
  }

  void end(String name) throws IOException {
    delete(path("begun/" + name));
  }

  /** Names of waves that were begun and never ended. */
  List<String> open() throws IOException {
    return list("begun").stream().map(Path::getName).filter(name -> name.startsWith(WAVE)).toList();
  }

  /** The calls of a wave that was begun. */
  List<Begun> begun(String name) throws IOException {
    List<Begun> calls = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(files.open(path("begun/" + name)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode cells = CanonicalJson.parse(line);
        calls.add(new Begun(cells.get(0).asText(), cells.get(1).asText(), cells.get(2).asInt()));
      }
      return calls;
    } catch (IllegalArgumentException cutOff) {
      // The driver died while it wrote the note, so that it sent no call of the wave.
      return List.of();
    }
  }
}
