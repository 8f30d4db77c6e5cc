package org.yardmaster.policyfile;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.yardmaster.decide.Policy;

/**
 * Reads and writes policies.
 *
 * <p>Layout, numbers big-endian unless said otherwise: the eight bytes {@code YARDPOL2}; a body of
 * the length given by the next 8-byte integer; the 32-byte SHA-256 of that body, which is the
 * policy's digest; the 4-byte CRC-32C of everything before it. A read compares the CRC, which takes
 * a fraction of a millisecond; the digest is computed where it is asked for. The body is, in this
 * order ({@code text} is {@link DataOutputStream#writeUTF}; a list is a 4-byte count and its
 * elements):
 *
 * <ol>
 *   <li>text schema version, int bucket bits
 *   <li>list of candidates: text id, text provider, text model, boolean simulated; boolean
 *       published and 3 longs of the price (input, output, request); 2 doubles of the calibration
 *       (slope, intercept); 2 doubles of the input token line (base, slope); boolean latency known
 *       and, if so, 2 doubles of its line
 *   <li>list of task names
 *   <li>two bundles of heads (words, tokens): word weights and counter weights, each as int
 *       columns, int offset and a list of 8-byte little-endian words, the table of {@link
 *       org.yardmaster.decide.PackedRows}, which is read straight into memory; then word scales,
 *       counter scales and biases as lists of doubles
 *   <li>double own willingness to pay, list of 11 doubles for the tradeoff scale
 *   <li>list of provenance entries: text key, text value
 * </ol>
 *
 * <p>Files that begin with {@code YARDPOL1} are read too: they end with the digest, and a bundle is
 * int heads, list of 16-bit word weights, list of 16-bit counter weights, and the same doubles.
 */
public final class PolicyFile {
  private static final byte[] MAGIC = magic('2');
  private static final byte[] FIRST_MAGIC = magic('1');

  /** What the magic of every version begins with. */
  private static final byte[] FAMILY = Arrays.copyOf(MAGIC, MAGIC.length - 1);

  private static final int HEADER = MAGIC.length + Long.BYTES;
  private static final int DIGEST = 32;

  private PolicyFile() {}

  private static byte[] magic(char version) {
    return ("YARDPOL" + version).getBytes(StandardCharsets.US_ASCII);
  }

  /** The file's bytes: equal policies have equal bytes. */
  public static byte[] write(Policy policy) {
    try {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      PolicyBody.write(policy, new DataOutputStream(body));
      ByteArrayOutputStream file =
          new ByteArrayOutputStream(body.size() + HEADER + DIGEST + Integer.BYTES);
      DataOutputStream out = new DataOutputStream(file);
      out.write(MAGIC);
      out.writeLong(body.size());
      out.write(body.toByteArray());
      out.write(sha256(ByteBuffer.wrap(body.toByteArray())));
      out.writeInt(checksum(ByteBuffer.wrap(file.toByteArray())));
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
    return read(ByteBuffer.wrap(file), name);
  }

  /**
   * Reads a policy from a path. The file is mapped, so that its tables are copied once, straight to
   * where they are used; nothing of the mapping is needed afterwards.
   */
  public static Policy read(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      throw new PolicyFileException(
          path.toString(), "a folder", "a file written by `yardmaster train`", null);
    }
    try (FileChannel channel = FileChannel.open(path)) {
      return read(channel.map(MapMode.READ_ONLY, 0, channel.size()), path.toString());
    }
  }

  private static Policy read(ByteBuffer file, String name) {
    int length = bodyLength(file, name);
    boolean packed = startsWith(file, MAGIC);
    if (!packed) {
      digest(file, name);
    }
    try {
      return PolicyBody.read(file.slice(HEADER, length), packed);
    } catch (BufferUnderflowException
        | IndexOutOfBoundsException
        | IllegalArgumentException fault) {
      throw new PolicyFileException(
          name, String.valueOf(fault.getMessage()), "a policy of this version", fault);
    }
  }

  /**
   * The policy's digest, 64 hex digits, computed from the file's body.
   *
   * @throws PolicyFileException when it is not the digest that the file states
   */
  public static String digest(byte[] file, String name) {
    return digest(ByteBuffer.wrap(file), name);
  }

  private static String digest(ByteBuffer file, String name) {
    int length = bodyLength(file, name);
    byte[] digest = sha256(file.slice(HEADER, length));
    if (!ByteBuffer.wrap(digest).equals(file.slice(HEADER + length, DIGEST))) {
      throw new PolicyFileException(
          name, "a body that does not match its digest", "an unchanged file", null);
    }
    return HexFormat.of().formatHex(digest);
  }

  /** The length of the body of a whole file. */
  private static int bodyLength(ByteBuffer file, String name) {
    boolean first = startsWith(file, FIRST_MAGIC);
    int size = file.capacity();
    if (size < HEADER || !(first || startsWith(file, MAGIC))) {
      throw new PolicyFileException(
          name,
          startsWith(file, FAMILY) ? "a policy of another version" : "no policy header",
          "a file written by this version of `yardmaster train` (YARDPOL1 or YARDPOL2)",
          null);
    }
    int around = HEADER + DIGEST + (first ? 0 : Integer.BYTES);
    long length = file.getLong(MAGIC.length);
    if (length != (long) size - around) {
      throw new PolicyFileException(
          name,
          "%d bytes".formatted(size),
          "%d bytes; the file is truncated or was appended to".formatted(length + around),
          null);
    }
    int checked = size - Integer.BYTES;
    if (!first && file.getInt(checked) != checksum(file.slice(0, checked))) {
      throw new PolicyFileException(
          name, "bytes that do not match their checksum", "an unchanged file", null);
    }
    return (int) length;
  }

  private static boolean startsWith(ByteBuffer file, byte[] magic) {
    return file.capacity() >= magic.length
        && file.slice(0, magic.length).equals(ByteBuffer.wrap(magic));
  }

  private static int checksum(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  private static byte[] sha256(ByteBuffer bytes) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes);
      return digest.digest();
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("Every JDK has SHA-256.", missing);
    }
  }
}
