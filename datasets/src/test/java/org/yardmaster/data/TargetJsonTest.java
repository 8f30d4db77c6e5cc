package org.yardmaster.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetJsonTest {
  @Provide
  Arbitrary<Target> targets() {
    return SampleArbitraries.targets();
  }

  @Property(seed = "20260101", tries = 300)
  void readsWhatItWrote(@ForAll("targets") Target target) {
    assertThat(TargetJson.read(TargetJson.write(target))).isEqualTo(target);
  }

  @Test
  void equalNumbersMakeEqualTargets() {
    assertThat(new Target.Numeric(new BigDecimal("1200.0"), new BigDecimal("0.00")))
        .isEqualTo(new Target.Numeric(new BigDecimal("1.2E+3"), BigDecimal.ZERO));
    assertThat(TargetJson.write(new Target.Numeric(new BigDecimal("1.2E+3"), BigDecimal.ZERO)))
        .isEqualTo("{\"tolerance\":0,\"type\":\"numeric\",\"value\":1200}");
  }

  @Test
  void writesTheSmallFormOfEachCheck() {
    assertThat(
            TargetJson.read(
                """
                {"type":"checks","checks":[{"words":[2,5]},{"matches":"^a"}]}\
                """))
        .isEqualTo(new Target.Checks(List.of(new Check.Words(2, 5), new Check.Matches("^a"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"type\":\"guess\"} | found type (guess); expected labelled, text",
        "{\"type\":\"text\"} | found no field (accepted)",
        "{\"type\":\"choice\",\"letter\":\"AB\"} | found letter (AB); expected one letter A-Z",
        "{\"type\":\"numeric\",\"value\":\"12\"} | found string (\"12\") in field (value)",
        "{\"type\":\"text\",\"acepted\":[]} | found field (acepted)",
        "{\"type\":\"checks\",\"checks\":[{\"words\":[1]}]} | found words ([1])",
        "{\"type\":\"checks\",\"checks\":[{}]} | found 0 fields; expected exactly one",
        "[] | found type ()",
      })
  void saysWhatItFound(String json, String message) {
    assertThatThrownBy(() -> TargetJson.read(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
