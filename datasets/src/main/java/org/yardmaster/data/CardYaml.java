package org.yardmaster.data;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;

/** A {@link DatasetCard} written as YAML, its keys named like the record's components. */
public final class CardYaml {
  private static final YAMLMapper MAPPER =
      YAMLMapper.builder().enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();

  private CardYaml() {}

  /**
   * Reads one card.
   *
   * @throws IOException when it is not YAML, or lacks or mistypes a key
   */
  public static DatasetCard read(InputStream in) throws IOException {
    return MAPPER.readValue(in, DatasetCard.class);
  }
}
