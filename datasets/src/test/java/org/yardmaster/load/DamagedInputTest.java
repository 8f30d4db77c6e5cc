package org.yardmaster.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.yardmaster.outcome.Outcome;
import org.yardmaster.price.PriceBook;

/** Whatever happens to a file, an import ends in a whole result or in one clear refusal. */
class DamagedInputTest {
  private static final byte[] TELLING =
      "{}[]\",:\\\n0-.eE\u0000nulltrue".getBytes(StandardCharsets.UTF_8);

  @Provide
  Arbitrary<String> formats() {
    return Arbitraries.of(
        Importers.all().stream().map(importer -> importer.format().name()).toList());
  }

  @Test
  void everyFormatHasAWholeTinySource() throws IOException {
    for (Importer importer : Importers.all()) {
      String format = importer.format().name();
      List<Imported> found = read(format, TinySources.of(format), RowPolicy.strict());
      assertThat(found).as(format).isNotEmpty();
      found.forEach(data -> requireWhole(data));
      assertThat(found.getFirst().samples()).as(format).isNotEmpty();
    }
  }

  @Property(seed = "20260101", tries = 1_000, shrinking = ShrinkingMode.OFF)
  void damageEndsInARefusalOrAWholeResult(
      @ForAll("formats") String format, @ForAll long seed, @ForAll boolean skip)
      throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, byte[]> files = TinySources.of(format);
    List<String> names = new ArrayList<>(files.keySet());
    String damaged = names.get(random.nextInt(names.size()));
    files.compute(damaged, (name, bytes) -> damage(bytes == null ? new byte[0] : bytes, random));
    RowPolicy rows = skip ? RowPolicy.skipping(reject -> {}) : RowPolicy.strict();
    try {
      read(format, files, rows).forEach(DamagedInputTest::requireWhole);
    } catch (BadInputException refusal) {
      assertThat(refusal.getMessage()).isNotBlank().doesNotContain("Exception");
    }
  }

  @Property(seed = "20260101", tries = 400, shrinking = ShrinkingMode.OFF)
  void damagedPriceListsAreRefusedOrRead(@ForAll long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    boolean csv = random.nextBoolean();
    String whole =
        csv
            ? "model,usd_per_1m_input,usd_per_1m_output,valid_from\nm,0.5,1e1,2026-01-31\n"
            : "{\"m\": {\"input_cost_per_token\": 1e-6, \"output_cost_per_token\": 2.5e-6}}";
    Path file = Files.createTempFile("prices", csv ? ".csv" : ".json");
    try {
      Files.write(file, damage(whole.getBytes(StandardCharsets.UTF_8), random));
      PriceBook book =
          csv ? PriceTableCsv.read(file, RowPolicy.strict()) : PriceCards.readLiteLlm(file);
      assertThat(book.prices()).allMatch(price -> price.inputNanoPerMillion() >= 0);
    } catch (BadInputException refusal) {
      assertThat(refusal.getMessage()).contains(String.valueOf(file.getFileName()));
    } finally {
      Files.delete(file);
    }
  }

  /** Cuts, overwrites, removes or doubles a part. */
  private static byte[] damage(byte[] bytes, SplittableRandom random) {
    if (bytes.length == 0) {
      return bytes;
    }
    int at = random.nextInt(bytes.length);
    int length = Math.min(bytes.length - at, 1 + random.nextInt(8));
    return switch (random.nextInt(5)) {
      case 0 -> Arrays.copyOf(bytes, at);
      case 1 -> {
        byte[] changed = bytes.clone();
        for (int index = at; index < at + length; index++) {
          changed[index] = TELLING[random.nextInt(TELLING.length)];
        }
        yield changed;
      }
      case 2 -> {
        byte[] changed = bytes.clone();
        changed[at] = (byte) random.nextInt(256);
        yield changed;
      }
      case 3 ->
          joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at + length, bytes.length));
      default ->
          joined(Arrays.copyOf(bytes, at + length), Arrays.copyOfRange(bytes, at, bytes.length));
    };
  }

  private static byte[] joined(byte[] head, byte[] tail) {
    byte[] joined = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, joined, head.length, tail.length);
    return joined;
  }

  private static List<Imported> read(String format, Map<String, byte[]> files, RowPolicy rows)
      throws IOException {
    Path folder = Files.createTempDirectory("damaged");
    try {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Path path = folder.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.write(path, file.getValue());
      }
      boolean file = format.equals("routerbench");
      Path path = file ? folder.resolve(files.keySet().iterator().next()) : folder;
      return Importers.named(format).read(path, rows, ImportOptions.STANDARD);
    } finally {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  /** Every outcome has its sample and candidate, and no cell is filled twice. */
  private static void requireWhole(Imported data) {
    Set<String> samples = new HashSet<>();
    data.samples().forEach(sample -> assertThat(samples.add(sample.id())).isTrue());
    Set<String> candidates = new HashSet<>();
    data.candidates().forEach(candidate -> assertThat(candidates.add(candidate.id())).isTrue());
    Set<String> keys = new HashSet<>();
    for (Outcome outcome : data.outcomes()) {
      assertThat(samples).contains(outcome.sampleId());
      assertThat(candidates).contains(outcome.candidateId());
      assertThat(keys.add(outcome.key())).isTrue();
    }
  }
}
