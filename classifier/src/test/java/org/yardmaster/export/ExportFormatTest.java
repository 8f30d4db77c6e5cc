package org.yardmaster.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yardmaster.decide.Policy;
import org.yardmaster.policyfile.PolicyFile;

class ExportFormatTest {
  private static final Policy POLICY = MadePolicy.of(1);

  private static byte[] only(ExportFormat format, Policy policy) {
    return format.write(policy).getFirst().bytes();
  }

  @ParameterizedTest
  @EnumSource(ExportFormat.class)
  void equalPoliciesGiveEqualBytesAndOthersDoNot(ExportFormat format) {
    assertThat(only(format, POLICY)).isEqualTo(only(format, MadePolicy.of(1)));
    assertThat(only(format, POLICY)).isNotEqualTo(only(format, MadePolicy.of(2)));
  }

  @ParameterizedTest
  @EnumSource(
      value = ExportFormat.class,
      names = {"YARD_JSON", "JAVASCRIPT", "ONNX"})
  void anExportNamesThePolicyItWasMadeFrom(ExportFormat format) {
    assertThat(new String(only(format, POLICY), StandardCharsets.ISO_8859_1))
        .contains("policyDigest", Origin.digest(POLICY), "simulated");
  }

  @Test
  void theJsonTwinReadsBackAsTheSamePolicy() {
    Policy read = YardJsonReader.read(YardJson.pretty(POLICY));
    assertThat(PolicyFile.write(read)).isEqualTo(PolicyFile.write(POLICY));
  }

  @Test
  void otherJsonIsRefusedWithWhatWasExpected() {
    assertThatThrownBy(() -> YardJsonReader.read("{\"format\":\"other\"}"))
        .hasMessageContaining("other")
        .hasMessageContaining(YardJson.FORMAT);
    assertThatThrownBy(() -> YardJsonReader.read("nothing"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theJarHoldsTheKernelThePolicyAndExamplesAndNothingElse() throws IOException {
    Set<String> packages = new HashSet<>();
    try (JarInputStream jar =
        new JarInputStream(new ByteArrayInputStream(only(ExportFormat.JAR, POLICY)))) {
      assertThat(jar.getManifest().getMainAttributes().getValue("Policy-Digest"))
          .isEqualTo(Origin.digest(POLICY));
      for (JarEntry entry; (entry = jar.getNextJarEntry()) != null; ) {
        packages.add(entry.getName().replaceFirst("/[^/]*$", ""));
      }
    }
    assertThat(packages)
        .containsExactlyInAnyOrder(
            "org/yardmaster",
            "org/yardmaster/decide",
            "org/yardmaster/feature",
            "org/yardmaster/policyfile",
            "examples");
  }

  @Test
  void anUnknownFormatIsAnsweredWithTheKnownOnes() {
    assertThatThrownBy(() -> ExportFormat.named("cobol")).hasMessageContaining("javascript");
  }
}
