package org.yardmaster.policyfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yardmaster.decide.Calibration;
import org.yardmaster.decide.CandidateModel;
import org.yardmaster.decide.Constraints;
import org.yardmaster.decide.Decider;
import org.yardmaster.decide.Heads;
import org.yardmaster.decide.Line;
import org.yardmaster.decide.ListPrice;
import org.yardmaster.decide.Policy;
import org.yardmaster.decide.WillingnessToPay;
import org.yardmaster.feature.FeatureSchema;

/** The format is a promise: a file written by an earlier build reads and decides the same. */
class GoldenPolicyTest {
  private static final String GOLDEN = "golden.yard";
  private static final String FIRST_FORMAT = "golden-1.yard";
  private static final List<String> TEXTS =
      List.of(
          "",
          "What is 2 + 2?",
          "Prove that there are infinitely many primes.",
          "def f(x):\n    return x * x  # squares",
          "Wie hei\u00dft die Hauptstadt von \u00d6sterreich?",
          "\u65e5\u672c\u306e\u9996\u90fd\u306f\u3069\u3053\u3067\u3059\u304b",
          "one two three ".repeat(4000));

  private static byte[] golden() throws IOException {
    return resource(GOLDEN);
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(GoldenPolicyTest.class.getResourceAsStream(name), name)) {
      return in.readAllBytes();
    }
  }

  /** Pseudo-random weights: every part of the format holds something. */
  private static Policy made() {
    SplittableRandom random = new SplittableRandom(42);
    FeatureSchema schema = new FeatureSchema(6);
    return new Policy(
        schema,
        List.of(candidate("small", 100, Optional.empty()), candidate("large", 9000, line())),
        List.of("code", "prose"),
        heads(4, schema.buckets(), random),
        heads(2, 0, random),
        new WillingnessToPay(
            0.01, new double[] {1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 0}),
        Map.of("made", "by hand"));
  }

  private static Optional<Line> line() {
    return Optional.of(new Line(0.5, 0.01));
  }

  private static CandidateModel candidate(String id, long price, Optional<Line> latency) {
    return new CandidateModel(
        id,
        "provider",
        "model-" + id,
        false,
        new ListPrice(true, price * 1_000_000, price * 4_000_000, 10),
        new Calibration(1.5, 0.25),
        new Line(3, 0.25),
        latency);
  }

  private static Heads heads(int heads, int buckets, SplittableRandom random) {
    return new Heads(
        heads,
        shorts(heads * buckets, random),
        shorts(heads * FeatureSchema.counterFeatures(), random),
        filled(heads, 1e-3),
        filled(heads, 1e-4),
        filled(heads, 0.5));
  }

  private static double[] filled(int size, double value) {
    double[] values = new double[size];
    java.util.Arrays.fill(values, value);
    return values;
  }

  private static short[] shorts(int size, SplittableRandom random) {
    short[] values = new short[size];
    for (int at = 0; at < size; at++) {
      values[at] = (short) random.nextInt(-2000, 2001);
    }
    return values;
  }

  private static int[] choices(Policy policy) {
    Decider decider = new Decider(policy);
    return TEXTS.stream().mapToInt(text -> decider.choose(text, Constraints.NONE)).toArray();
  }

  @Test
  void writesTheGoldenBytes() throws IOException {
    assertThat(PolicyFile.write(made())).isEqualTo(golden());
  }

  @Test
  void theGoldenFileKeepsItsDigest() throws IOException {
    assertThat(PolicyFile.digest(golden(), GOLDEN))
        .isEqualTo("ebbadd3edd2b8fe64dda3bdff9f5267fca90665c6f47214e5ca881a9f9c297f3");
  }

  @Test
  void aFileOfTheFirstFormatIsThePolicyItWas() throws IOException {
    byte[] first = resource(FIRST_FORMAT);
    assertThat(PolicyFile.digest(first, FIRST_FORMAT))
        .isEqualTo("b9859d601d8182113983580272009eb9e9d08b885c9c270c0d6868121f78b466");
    assertThat(PolicyFile.write(PolicyFile.read(first, FIRST_FORMAT))).isEqualTo(golden());
    first[first.length / 2] ^= 1;
    assertThatThrownBy(() -> PolicyFile.read(first, "changed"))
        .isInstanceOf(PolicyFileException.class);
  }

  @Test
  void theGoldenFileDecidesAsItAlwaysDid() throws IOException {
    assertThat(choices(PolicyFile.read(golden(), GOLDEN))).containsExactly(1, 1, 1, 1, 1, 1, 0);
  }

  @Test
  void theGoldenFilePredictsAsItAlwaysDid() throws IOException {
    Decider decider = new Decider(PolicyFile.read(golden(), GOLDEN));
    int[] perMillion =
        TEXTS.stream()
            .mapToInt(text -> (int) Math.round(1e6 * decider.forecast(text).success()[0]))
            .toArray();
    assertThat(perMillion).containsExactly(721668, 339385, 646995, 93487, 731894, 645911, 0);
  }

  @Test
  void aPolicyComesBackEqualFromDisk(@TempDir Path folder) throws IOException {
    Path path = folder.resolve("policy.yard");
    PolicyFile.write(made(), path);
    assertThat(PolicyFile.write(PolicyFile.read(path))).isEqualTo(Files.readAllBytes(path));
  }

  @Test
  void anyChangedByteIsRefused() throws IOException {
    byte[] golden = golden();
    for (int at = 0; at < golden.length; at += 97) {
      byte[] changed = golden.clone();
      changed[at] ^= 1;
      assertThatThrownBy(() -> PolicyFile.read(changed, "changed"))
          .as("byte %d", at)
          .isInstanceOf(PolicyFileException.class)
          .hasMessageContaining("changed");
    }
  }

  @Test
  void anotherVersionAndAFolderAreCalledSo(@TempDir Path folder) throws IOException {
    byte[] later = golden();
    later[7] = '9';
    assertThatThrownBy(() -> PolicyFile.read(later, "later.yard"))
        .hasMessageContaining("another version");
    assertThatThrownBy(() -> PolicyFile.read(folder))
        .isInstanceOf(PolicyFileException.class)
        .hasMessageContaining("a folder");
  }

  @Test
  void aTruncatedFileIsRefused() throws IOException {
    byte[] golden = golden();
    for (int length : new int[] {0, 7, 16, golden.length - 1}) {
      assertThatThrownBy(
              () -> PolicyFile.read(java.util.Arrays.copyOf(golden, length), "half.yard"))
          .isInstanceOf(PolicyFileException.class)
          .hasMessageContaining("half.yard");
    }
  }
}
