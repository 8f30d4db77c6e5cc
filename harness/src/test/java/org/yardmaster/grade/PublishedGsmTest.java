package org.yardmaster.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yardmaster.data.Target;
import org.yardmaster.testing.SharedData;

/** Real answers to GSM8K, regraded: the published accuracy in percent must come out again. */
final class PublishedGsmTest {
  @ParameterizedTest
  @CsvSource({
    "claude-3-5-sonnet-20241022, 96.66",
    "gpt-4o-mini-2024-07-18, 94.24",
    "deepseek-v2.5-0908, 92.49",
    "Meta-Llama-3.1-8B-Instruct, 84.00"
  })
  void regradingMeetsThePublishedAccuracy(String model, double published) throws IOException {
    Path file = SharedData.require("zeroeval/gsm/" + model + ".json.gz");
    double right = 0;
    JsonNode rows;
    try (InputStream input = new GZIPInputStream(Files.newInputStream(file))) {
      rows = new ObjectMapper().readTree(input);
    }
    for (JsonNode row : rows) {
      String gold = row.get("answer").asText().replaceAll("[#,\\s]", "");
      Target target = new Target.Numeric(new BigDecimal(gold), BigDecimal.ZERO);
      right += Answers.value(target, row.get("output").get(0).asText());
    }
    assertThat(rows).hasSize(1_319);
    assertThat(100 * right / rows.size()).isCloseTo(published, offset(0.1));
  }
}
