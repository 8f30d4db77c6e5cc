package org.yardmaster.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yardmaster.outcome.Outcome;
import org.yardmaster.provenance.CanonicalJson;

/**
 * The log in front of the database: a file beside it with one line per call begun, written before
 * the call is sent, and one per outcome, written as soon as it is there. A line survives the
 * process at once, and a power failure after the next {@link #force}. Whoever finds the file after
 * a kill knows the outcomes that no transaction had taken yet, and which calls were in flight. Safe
 * for many threads.
 */
final class CallLog implements AutoCloseable {
  /** A call that was begun. */
  record Started(String datasetId, String sampleId, String candidateId, int trial) {
    String key() {
      return Outcome.key(datasetId, sampleId, candidateId, trial);
    }
  }

  /**
   * What a killed run left.
   *
   * @param inFlight calls begun of which no outcome is known
   * @param outcomes those that the database does not have
   */
  record Left(List<Started> inFlight, List<Outcome> outcomes) {}

  private final Path path;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable FileChannel channel;

  CallLog(Path database) {
    this.path = database.resolveSibling(database.getFileName() + ".calls");
  }

  /**
   * What is in the file that an earlier run left, if it left one.
   *
   * @param recordedSince keys of the calls that the database has recorded since an instant
   */
  Optional<Left> left(Function<Instant, Set<String>> recordedSince) {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    try (BufferedReader lines = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
      Optional<JsonNode> first = parse(String.valueOf(lines.readLine()));
      if (first.isEmpty() || !first.get().has("since")) {
        return Optional.empty();
      }
      Set<String> recorded = recordedSince.apply(Instant.parse(first.get().get("since").asText()));
      Map<String, Started> inFlight = new LinkedHashMap<>();
      List<Outcome> outcomes = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        parse(line).ifPresent(row -> take(row, recorded, inFlight, outcomes));
      }
      return Optional.of(new Left(List.copyOf(inFlight.values()), outcomes));
    } catch (IOException fault) {
      throw failed("read", fault);
    }
  }

  private static void take(
      JsonNode row, Set<String> recorded, Map<String, Started> inFlight, List<Outcome> outcomes) {
    if (row.isArray() && row.size() == 4) {
      Started call =
          new Started(
              row.get(0).asText(), row.get(1).asText(), row.get(2).asText(), row.get(3).asInt());
      if (!recorded.contains(call.key())) {
        inFlight.put(call.key(), call);
      }
    } else if (row.isObject()) {
      Outcome outcome = OutcomeJson.read(row);
      inFlight.remove(outcome.key());
      if (!recorded.contains(outcome.key())) {
        outcomes.add(outcome);
      }
    }
  }

  /** A line that was cut off is none: its call was not sent, or its outcome is lost. */
  private static Optional<JsonNode> parse(String line) {
    try {
      return Optional.of(CanonicalJson.parse(line));
    } catch (IllegalArgumentException cutOff) {
      return Optional.empty();
    }
  }

  /** Starts a new file; what an earlier run left is gone. */
  void begin(Instant now) {
    lock.lock();
    try {
      delete();
      channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException fault) {
      throw failed("create", fault);
    } finally {
      lock.unlock();
    }
    write(JsonNodeFactory.instance.objectNode().put("since", now.toString()));
    force();
  }

  void started(Started call) {
    write(
        JsonNodeFactory.instance
            .arrayNode()
            .add(call.datasetId())
            .add(call.sampleId())
            .add(call.candidateId())
            .add(call.trial()));
  }

  void ended(Outcome outcome) {
    write(OutcomeJson.write(outcome));
  }

  private void write(JsonNode row) {
    ByteBuffer bytes = ByteBuffer.wrap((row + "\n").getBytes(StandardCharsets.UTF_8));
    lock.lock();
    try {
      FileChannel open = channel;
      if (open == null) {
        throw new IllegalStateException("The log of calls was not begun.");
      }
      writeAll(open, bytes);
    } catch (IOException fault) {
      throw failed("write", fault);
    } finally {
      lock.unlock();
    }
  }

  /** All of a line or nothing, so that the next one does not become part of it. */
  private static void writeAll(FileChannel open, ByteBuffer bytes) throws IOException {
    long before = open.position();
    try {
      while (bytes.hasRemaining()) {
        open.write(bytes);
      }
    } catch (IOException full) {
      open.truncate(before);
      throw full;
    }
  }

  /** Brings everything written to the disk itself. */
  void force() {
    FileChannel open = channel;
    try {
      if (open != null && open.isOpen()) {
        open.force(false);
      }
    } catch (IOException fault) {
      throw failed("flush", fault);
    }
  }

  /** Closes and removes the file: nothing is in flight, everything is recorded. */
  void end() {
    lock.lock();
    try {
      delete();
    } catch (IOException fault) {
      throw failed("remove", fault);
    } finally {
      lock.unlock();
    }
  }

  private void delete() throws IOException {
    close();
    Files.deleteIfExists(path);
  }

  private StoreException failed(String verb, IOException fault) {
    return new StoreException(
        "Cannot %s %s, the log of calls: %s.\nMaybe the disk is full; what is recorded is safe, and the same command goes on."
            .formatted(verb, path, fault.getMessage()),
        fault);
  }

  @Override
  public void close() throws IOException {
    FileChannel open = channel;
    if (open != null) {
      open.close();
      channel = null;
    }
  }
}
