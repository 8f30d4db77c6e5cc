package org.yardmaster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.yardmaster.provenance.Release;

class ReleaseTest {
  @Test
  void theCodeAndTheBuildNameTheSameVersion() throws IOException {
    Path pom = Path.of(System.getProperty("yardmaster.root"), "pom.xml");
    assertThat(Files.readString(pom)).contains("<version>%s-SNAPSHOT".formatted(Release.VERSION));
  }
}
