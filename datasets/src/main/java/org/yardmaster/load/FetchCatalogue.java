package org.yardmaster.load;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where published data sets can be downloaded from ({@code fetch.yaml}). */
public final class FetchCatalogue {
  private static final Map<String, Source> SOURCES = read();

  private FetchCatalogue() {}

  /**
   * The files of one data set.
   *
   * @param format how they are imported, as typed after {@code import}
   * @param address what every file's address starts with
   */
  public record Source(String format, String address, List<RemoteFile> files) {
    public Source {
      files = List.copyOf(files);
    }

    /** How much there is to download, in bytes. */
    public long bytes() {
      return files.stream().mapToLong(RemoteFile::bytes).sum();
    }

    public URI address(RemoteFile file) {
      return URI.create(address + file.path().replace(" ", "%20"));
    }
  }

  /**
   * One file.
   *
   * @param path relative to the source's address, and to the folder it is stored in
   * @param bytes its length
   * @param sha256 64 hex digits
   */
  public record RemoteFile(String path, long bytes, String sha256) {
    public RemoteFile {
      if (path.startsWith("/") || List.of(path.split("/")).contains("..")) {
        throw new IllegalArgumentException("Path (%s) must stay in its folder.".formatted(path));
      }
      if (bytes < 0 || !sha256.matches("[0-9a-f]{64}")) {
        throw new IllegalArgumentException(
            "File (%s) needs its length (%d) and 64 hex digits of SHA-256 (%s)."
                .formatted(path, bytes, sha256));
      }
    }
  }

  /** All sources by data set id. */
  public static Map<String, Source> all() {
    return SOURCES;
  }

  public static Optional<Source> find(String datasetId) {
    return Optional.ofNullable(SOURCES.get(datasetId));
  }

  private static Map<String, Source> read() {
    try (@Nullable InputStream yaml = FetchCatalogue.class.getResourceAsStream("fetch.yaml")) {
      if (yaml == null) {
        throw new IllegalStateException("The jar lacks fetch.yaml.");
      }
      return new YAMLMapper().readValue(yaml, new TypeReference<TreeMap<String, Source>>() {});
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
