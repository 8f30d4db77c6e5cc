package org.yardmaster.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yardmaster.load.BadInputException;
import org.yardmaster.load.Reject;

/**
 * Where rows that were left out are written, one JSON object per line, as they are found: before
 * anything is stored, so that none is lost. The file is made when the first row comes.
 */
final class RejectFile implements AutoCloseable {
  private final Path path;
  private @Nullable Writer lines;

  RejectFile(Path path) {
    this.path = path;
  }

  void add(Reject reject) {
    ObjectNode line =
        JsonOption.object()
            .put("place", reject.place().toString())
            .put("problem", reject.problem())
            .put("raw", reject.raw());
    try {
      if (lines == null) {
        lines = Files.newBufferedWriter(path);
      }
      lines.write(line.toString());
      lines.write('\n');
    } catch (IOException fault) {
      throw cannotWrite(fault);
    }
  }

  /** The file, if a row came. */
  Optional<Path> written() {
    return lines == null ? Optional.empty() : Optional.of(path);
  }

  @Override
  public void close() {
    try {
      if (lines != null) {
        lines.close();
      }
    } catch (IOException fault) {
      throw cannotWrite(fault);
    }
  }

  private BadInputException cannotWrite(IOException fault) {
    return new BadInputException(
        "Cannot write the refused rows to %s (%s); nothing was imported.\nMaybe name another file with --rejects FILE."
            .formatted(path, fault));
  }
}
