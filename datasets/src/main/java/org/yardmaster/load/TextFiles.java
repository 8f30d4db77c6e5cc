package org.yardmaster.load;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Input files as text: UTF-8 without exceptions, gzip unpacked, faults told as bad input. */
final class TextFiles {
  private static final int GZIP_FIRST = 0x1f;
  private static final int GZIP_SECOND = 0x8b;
  private static final int BYTE_ORDER_MARK = 0xfeff;
  private static final int BUFFER = 1 << 16;

  private TextFiles() {}

  /** What is done with an opened file; its input faults become {@link BadInputException}. */
  interface Reading<T, S> {
    T read(S source) throws IOException;
  }

  static <T> T read(Path file, Reading<T, BufferedReader> reading) {
    return readBytes(
        file,
        bytes -> {
          BufferedReader reader = new BufferedReader(decoded(bytes), BUFFER);
          skipByteOrderMark(reader);
          return reading.read(reader);
        });
  }

  static <T> T readBytes(Path file, Reading<T, InputStream> reading) {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        InputStream plain = unpacked(raw)) {
      return reading.read(plain);
    } catch (CharacterCodingException fault) {
      throw new BadInputException(
          new Place(file, malformedLine(file), 0), "bytes that are not UTF-8", "UTF-8 text");
    } catch (IOException fault) {
      throw bad(file, fault);
    }
  }

  /** The first line that is not UTF-8: a decoder reads ahead, so it cannot tell. */
  private static long malformedLine(Path file) {
    return readBytes(
        file,
        bytes -> {
          ByteArrayOutputStream line = new ByteArrayOutputStream();
          long number = 1;
          for (int next = bytes.read(); next >= 0; next = bytes.read()) {
            line.write(next);
            if (next == '\n') {
              if (!isUtf8(line.toByteArray())) {
                return number;
              }
              line.reset();
              number++;
            }
          }
          return number;
        });
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException malformed) {
      return false;
    }
  }

  static Reader decoded(InputStream bytes) {
    return new InputStreamReader(
        bytes,
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  private static InputStream unpacked(InputStream raw) throws IOException {
    raw.mark(2);
    boolean gzip = raw.read() == GZIP_FIRST && raw.read() == GZIP_SECOND;
    raw.reset();
    return gzip ? new GZIPInputStream(raw, BUFFER) : raw;
  }

  private static void skipByteOrderMark(BufferedReader reader) throws IOException {
    reader.mark(1);
    if (reader.read() != BYTE_ORDER_MARK) {
      reader.reset();
    }
  }

  static BadInputException bad(Path file, IOException fault) {
    return switch (fault) {
      case NoSuchFileException missing ->
          new BadInputException(file, "no such file", "a file or folder that exists");
      case NotDirectoryException plain ->
          new BadInputException(file, "a file", "the folder that it belongs to");
      case AccessDeniedException denied ->
          new BadInputException(file, "a file that may not be read", "read permission");
      case CharacterCodingException coding ->
          new BadInputException(file, "bytes that are not UTF-8", "UTF-8 text");
      default ->
          new BadInputException(
              file,
              "an unreadable file (%s)".formatted(fault.getMessage()),
              "a complete, undamaged file");
    };
  }

  /** The file of that name in a folder, plain or with {@code .gz} appended. */
  static Optional<Path> find(Path folder, String name) {
    return Stream.of(folder.resolve(name), folder.resolve(name + ".gz"))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /**
   * As {@link #find}.
   *
   * @throws BadInputException when the folder lacks the file
   */
  static Path require(Path folder, String name) {
    return find(folder, name)
        .orElseThrow(
            () ->
                new BadInputException(
                    folder, "no " + name, "that file in this folder, plain or gzipped"));
  }

  /** Files of a folder whose name, without {@code .gz}, ends so; sorted by name. */
  static List<Path> list(Path folder, String ending) {
    return entries(folder).stream()
        .filter(Files::isRegularFile)
        .filter(file -> plainName(file).endsWith(ending))
        .toList();
  }

  /** The path itself when it is a file, else the files in it that end so. */
  static List<Path> fileOrList(Path path, String ending) {
    List<Path> files = Files.isDirectory(path) ? list(path, ending) : List.of(path);
    if (files.isEmpty()) {
      throw new BadInputException(path, "no file ending in " + ending, "at least one");
    }
    return files;
  }

  /** Everything directly in a folder, sorted by name. */
  static List<Path> entries(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    } catch (IOException fault) {
      throw bad(folder, fault);
    }
  }

  /** File name without folder and without {@code .gz}. */
  static String plainName(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(".gz") ? name.substring(0, name.length() - ".gz".length()) : name;
  }

  /** {@link #plainName} without a known ending. */
  static String baseName(Path file, String ending) {
    String name = plainName(file);
    return name.endsWith(ending) ? name.substring(0, name.length() - ending.length()) : name;
  }
}
