package org.yardmaster.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.yardmaster.decide.Decider;
import org.yardmaster.decide.Policy;
import org.yardmaster.policyfile.EmbeddedPolicy;
import org.yardmaster.policyfile.PolicyFile;

/**
 * Kernel and policy in one jar; entries are sorted and undated, so equal policies give equal bytes.
 */
final class JarExport {
  private static final LocalDateTime UNDATED = LocalDateTime.of(1980, 1, 1, 0, 0);

  private JarExport() {}

  static byte[] write(Policy policy) {
    try {
      SortedMap<String, byte[]> entries = kernel();
      entries.put(EmbeddedPolicy.RESOURCE.substring(1), PolicyFile.write(policy));
      for (String example : new String[] {"Example.java", "RoutingChatModel.java"}) {
        entries.put("examples/" + example, utf8(JavaScriptExport.template(example + ".txt")));
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ZipOutputStream jar = new ZipOutputStream(bytes)) {
        add(jar, "META-INF/MANIFEST.MF", manifest(policy));
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
          add(jar, entry.getKey(), entry.getValue());
        }
      }
      return bytes.toByteArray();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static byte[] manifest(Policy policy) throws IOException {
    Manifest manifest = new Manifest();
    Attributes facts = manifest.getMainAttributes();
    facts.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    facts.put(Attributes.Name.MAIN_CLASS, EmbeddedPolicy.class.getName());
    facts.putValue("Policy-Digest", Origin.digest(policy));
    facts.putValue("Policy-Simulated", Boolean.toString(policy.simulated()));
    facts.putValue("Policy-Proof", Proof.REPLAYED.words());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    manifest.write(bytes);
    return bytes.toByteArray();
  }

  private static void add(ZipOutputStream jar, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(UNDATED);
    jar.putNextEntry(entry);
    jar.write(bytes);
    jar.closeEntry();
  }

  /** The kernel's class files, from wherever this process has them. */
  private static SortedMap<String, byte[]> kernel() throws IOException {
    Path location;
    try {
      URI uri = Decider.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      location = Path.of(uri);
    } catch (URISyntaxException fault) {
      throw new IOException("The kernel's place is no file.", fault);
    }
    if (Files.isDirectory(location)) {
      return classes(location);
    }
    try (FileSystem jar = FileSystems.newFileSystem(location)) {
      return classes(jar.getPath("/"));
    }
  }

  private static SortedMap<String, byte[]> classes(Path root) throws IOException {
    SortedMap<String, byte[]> classes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        classes.put(root.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
      }
    }
    return classes;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
