package org.yardmaster.policyfile;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.yardmaster.decide.Policy;

/**
 * Reads and writes policies.
 *
 * <p>Layout, all numbers big-endian: the eight bytes {@code YARDPOL1}; a body of the length given
 * by the next 8-byte integer; the 32-byte SHA-256 of that body, which is the policy's digest. The
 * body is, in this order ({@code text} is {@link DataOutputStream#writeUTF}; a list is a 4-byte
 * count and its elements):
 *
 * <ol>
 *   <li>text schema version, int bucket bits
 *   <li>list of candidates: text id, text provider, text model, boolean simulated; boolean
 *       published and 3 longs of the price (input, output, request); 2 doubles of the calibration
 *       (slope, intercept); 2 doubles of the input token line (base, slope); boolean latency known
 *       and, if so, 2 doubles of its line
 *   <li>list of task names
 *   <li>two bundles of heads (words, tokens): int heads, list of 16-bit word weights, list of
 *       16-bit counter weights, then word scales, counter scales and biases as lists of doubles
 *   <li>double own willingness to pay, list of 11 doubles for the tradeoff scale
 *   <li>list of provenance entries: text key, text value
 * </ol>
 */
public final class PolicyFile {
  private static final byte[] MAGIC = {'Y', 'A', 'R', 'D', 'P', 'O', 'L', '1'};
  private static final int HEADER = MAGIC.length + Long.BYTES;
  private static final int DIGEST = 32;

  private PolicyFile() {}

  /** The file's bytes: equal policies have equal bytes. */
  public static byte[] write(Policy policy) {
    try {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      PolicyBody.write(policy, new DataOutputStream(body));
      ByteArrayOutputStream file = new ByteArrayOutputStream(body.size() + HEADER + DIGEST);
      DataOutputStream out = new DataOutputStream(file);
      out.write(MAGIC);
      out.writeLong(body.size());
      out.write(body.toByteArray());
      out.write(sha256(body.toByteArray()));
      return file.toByteArray();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** Writes beside the target first and then moves, so that no reader sees half a file. */
  public static void write(Policy policy, Path path) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path half = path.resolveSibling("." + path.getFileName() + ".part");
    try {
      Files.write(half, write(policy));
      Files.move(half, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(half);
    }
  }

  /**
   * Reads a policy.
   *
   * @throws PolicyFileException when the bytes are not a whole, unchanged policy of this version
   */
  public static Policy read(byte[] file, String name) {
    byte[] body = body(file, name);
    try {
      return PolicyBody.read(new DataInputStream(new ByteArrayInputStream(body)));
    } catch (IOException | IllegalArgumentException fault) {
      throw new PolicyFileException(
          name, String.valueOf(fault.getMessage()), "a policy of this version", fault);
    }
  }

  /** Reads a policy from a path. */
  public static Policy read(Path path) throws IOException {
    return read(Files.readAllBytes(path), path.toString());
  }

  /** The policy's digest, 64 hex digits, from the file's bytes. */
  public static String digest(byte[] file, String name) {
    return HexFormat.of().formatHex(sha256(body(file, name)));
  }

  private static byte[] body(byte[] file, String name) {
    if (file.length < HEADER || !Arrays.equals(file, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new PolicyFileException(
          name, "no policy header", "a file written by `yardmaster train` (YARDPOL1)", null);
    }
    long length = java.nio.ByteBuffer.wrap(file, MAGIC.length, Long.BYTES).getLong();
    if (length != (long) file.length - HEADER - DIGEST) {
      throw new PolicyFileException(
          name,
          "%d bytes".formatted(file.length),
          "%d bytes; the file is truncated or was appended to".formatted(length + HEADER + DIGEST),
          null);
    }
    byte[] body = Arrays.copyOfRange(file, HEADER, HEADER + (int) length);
    byte[] digest = Arrays.copyOfRange(file, HEADER + (int) length, file.length);
    if (!MessageDigest.isEqual(digest, sha256(body))) {
      throw new PolicyFileException(
          name, "a body that does not match its digest", "an unchanged file", null);
    }
    return body;
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("Every JDK has SHA-256.", missing);
    }
  }
}
