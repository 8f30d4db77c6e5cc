package org.yardmaster.experiment;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.yardmaster.load.BadInputException;
import org.yardmaster.load.FetchCatalogue.RemoteFile;
import org.yardmaster.load.FetchCatalogue.Source;

/**
 * Downloads the files of a data set into a folder. What was loaded of a file is kept beside it with
 * {@code .part} appended; the next run goes on from there. A file takes its name only once its
 * SHA-256 is right.
 */
public final class FetchRun {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int BUFFER = 1 << 16;

  private final HttpClient client;
  private final Path folder;
  private final Listener listener;

  /** Hears about every block that arrived. */
  public interface Listener {
    /** Bytes of this file that are there by now. */
    void progress(RemoteFile file, long bytes);
  }

  public FetchRun(HttpClient client, Path folder, Listener listener) {
    this.client = client;
    this.folder = folder;
    this.listener = listener;
  }

  /** What a run did, in files and bytes. */
  public record Result(int downloaded, int thereAlready, long bytes) {}

  /**
   * Downloads what is not there yet.
   *
   * @throws BadInputException when an address does not give the file that was expected
   * @throws IOException when the connection breaks or the folder cannot be written
   */
  public Result fetch(Source source) throws IOException, InterruptedException {
    int downloaded = 0;
    long bytes = 0;
    for (RemoteFile file : source.files()) {
      Path target = folder.resolve(file.path());
      if (!Files.exists(target) || !sha256(target).equals(file.sha256())) {
        bytes += fetch(source.address(file), file, target);
        downloaded++;
      }
      listener.progress(file, file.bytes());
    }
    return new Result(downloaded, source.files().size() - downloaded, bytes);
  }

  private long fetch(URI address, RemoteFile file, Path target)
      throws IOException, InterruptedException {
    Files.createDirectories(target.toAbsolutePath().getParent());
    Path part = target.resolveSibling(target.getFileName() + ".part");
    long before = Files.exists(part) ? Files.size(part) : 0;
    if (before > file.bytes()) {
      Files.delete(part);
      before = 0;
    }
    if (before < file.bytes() || file.bytes() == 0) {
      load(address, file, part, before);
    }
    String found = sha256(part);
    if (!found.equals(file.sha256())) {
      long length = Files.size(part);
      Files.delete(part);
      throw new BadInputException(
          "%s: found %,d bytes with SHA-256 %s; expected %,d bytes with %s.\nMaybe the source has changed since this version: nothing of it was kept."
              .formatted(address, length, found, file.bytes(), file.sha256()));
    }
    Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    return file.bytes() - before;
  }

  private void load(URI address, RemoteFile file, Path part, long before)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(PATIENCE);
    if (before > 0) {
      request.header("Range", "bytes=%d-".formatted(before));
    }
    HttpResponse<InputStream> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      boolean resumed = resumes(response, before);
      if (!resumed && response.statusCode() != OK) {
        throw new BadInputException(
            "%s: found HTTP status %d; expected 200.\nMaybe the source has moved; what was loaded before is kept."
                .formatted(address, response.statusCode()));
      }
      append(body, file, part, resumed ? before : 0);
    } catch (IOException broken) {
      throw new IOException(
          "%s broke off (%s).\nMaybe run the same command again: it goes on where it stopped."
              .formatted(address, broken.getMessage()),
          broken);
    }
  }

  private static boolean resumes(HttpResponse<?> response, long before) {
    return response.statusCode() == PARTIAL
        && response
            .headers()
            .firstValue("Content-Range")
            .filter(range -> range.startsWith("bytes %d-".formatted(before)))
            .isPresent();
  }

  /** Never writes more than one byte beyond what was expected. */
  private void append(InputStream body, RemoteFile file, Path part, long before)
      throws IOException {
    byte[] block = new byte[BUFFER];
    long there = before;
    try (OutputStream out =
        Files.newOutputStream(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            before > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING)) {
      for (int read = body.read(block); read >= 0; read = body.read(block)) {
        int wanted = (int) Math.min(read, file.bytes() + 1 - there);
        out.write(block, 0, wanted);
        there += wanted;
        listener.progress(file, there);
        if (there > file.bytes()) {
          return;
        }
      }
    }
    if (there < file.bytes()) {
      throw new IOException("it ended after %,d of %,d bytes".formatted(there, file.bytes()));
    }
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] block = new byte[BUFFER];
      for (int read = in.read(block); read >= 0; read = in.read(block)) {
        digest.update(block, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException fault) {
      throw new IllegalStateException("Every Java has SHA-256.", fault);
    }
  }
}
