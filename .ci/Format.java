import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Checks ({@code --check}) or applies ({@code --write}) the project's format to every Java source.
 *
 * <p>To apply it: {@code mvn -q -N validate -Dformat.mode=--write}
 */
public final class Format {
  private static final Path MEMORY = Path.of("target", "tools", "formatted");

  public static void main(String[] args) throws Exception {
    boolean write = args.length == 1 && args[0].equals("--write");
    Formatter formatter =
        new Formatter(
            JavaFormatterOptions.builder().style(JavaFormatterOptions.Style.GOOGLE).build());
    List<Path> wrong = new ArrayList<>();
    Set<String> right = remembered();
    for (Path file : sources()) {
      String found = Files.readString(file);
      if (right.contains(digest(found))) {
        continue;
      }
      String expected = settled(formatter, found);
      if (!found.equals(expected)) {
        wrong.add(file);
        if (write) {
          Files.writeString(file, expected);
        }
      }
      right.add(digest(expected));
    }
    Files.createDirectories(MEMORY.getParent());
    Files.write(MEMORY, right);
    for (Path file : wrong) {
      System.err.println((write ? "formatted " : "not formatted: ") + file);
    }
    if (!write && !wrong.isEmpty()) {
      System.err.println("To format: mvn -q -N validate -Dformat.mode=--write");
      System.exit(1);
    }
  }

  /** The formatter is not always content with its own text: it is asked until it is. */
  private static String settled(Formatter formatter, String text) throws Exception {
    String before = text;
    for (int turn = 0; turn < 5; turn++) {
      String after = formatter.formatSourceAndFixImports(before);
      if (after.equals(before)) {
        return after;
      }
      before = after;
    }
    return before;
  }

  /**
   * Digests of texts that were found in format before: a file is read again only when it changed.
   */
  private static Set<String> remembered() throws Exception {
    return Files.exists(MEMORY) ? new TreeSet<>(Files.readAllLines(MEMORY)) : new TreeSet<>();
  }

  private static String digest(String text) throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static List<Path> sources() throws Exception {
    try (Stream<Path> files = Files.walk(Path.of("."))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.toString().contains("/target/"))
          .filter(file -> !file.toString().contains("/node_modules/"))
          .sorted()
          .toList();
    }
  }
}
