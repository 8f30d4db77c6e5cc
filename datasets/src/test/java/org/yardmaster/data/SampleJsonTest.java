package org.yardmaster.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleJsonTest {
  @Provide
  Arbitrary<Sample> samples() {
    return SampleArbitraries.samples();
  }

  @Property(seed = "20260101", tries = 300)
  void readsWhatItWroteFromOneLine(@ForAll("samples") Sample sample) {
    String line = SampleJson.write(sample);
    assertThat(line).doesNotContain("\n");
    assertThat(SampleJson.read(line)).isEqualTo(sample);
  }

  @Test
  void absentFieldsHaveTheirDefaults() {
    assertThat(
            SampleJson.read(
                """
                {"id":"a-1","task":"t","prompt":"Say yes.","target":{"type":"labelled"}}\
                """))
        .isEqualTo(
            new Sample(
                "a-1",
                Prompt.of("Say yes."),
                new Target.Labelled(),
                "t",
                "a-1",
                PublishedSplit.NONE,
                Map.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"task\":\"t\"} | Sample: found no field (id)",
        "{\"id\":7} | Sample: found number (7) in field (id); expected a text",
        "{\"id\":\"a\",\"promt\":\"\"} | Sample: found field (promt)",
        "{\"id\":\"a\",\"prompt\":3} | Sample (a): found prompt (3); expected a text or",
        "{\"id\":\"a\" | Not JSON at line 1",
      })
  void saysWhatItFound(String line, String message) {
    assertThatThrownBy(() -> SampleJson.read(line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void namesTheSampleWhoseSplitIsUnknown() {
    assertThatThrownBy(
            () ->
                SampleJson.read(
                    """
                    {"id":"a-1","task":"t","prompt":"x","target":{"type":"labelled"},
                     "publishedSplit":"dev"}\
                    """))
        .hasMessageContaining("Sample (a-1): found publishedSplit (dev)");
  }
}
