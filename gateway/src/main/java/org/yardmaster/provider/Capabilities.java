package org.yardmaster.provider;

import static java.util.Objects.requireNonNull;

import java.util.EnumSet;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import org.yardmaster.data.Modality;

/**
 * What a candidate can take: hard limits of routing.
 *
 * @param contextTokens prompt and answer together; empty: not stated
 * @param outputTokens an answer at most; empty: not stated
 * @param tools whether it calls tools
 * @param json whether it can be held to JSON
 * @param modalities what may be attached beside text
 * @param imageTokens per image at most, as billed; 0: not stated
 * @param region where it runs; empty: not stated
 */
public record Capabilities(
    OptionalLong contextTokens,
    OptionalLong outputTokens,
    boolean tools,
    boolean json,
    Set<Modality> modalities,
    long imageTokens,
    String region) {
  /** Nothing is known to be impossible. */
  public static final Capabilities ALL =
      new Capabilities(
          OptionalLong.empty(),
          OptionalLong.empty(),
          true,
          true,
          EnumSet.allOf(Modality.class),
          0,
          "");

  private static final Set<String> FIELDS =
      Set.of(
          "contextTokens", "outputTokens", "tools", "json", "modalities", "imageTokens", "region");

  public Capabilities {
    requireNonNull(contextTokens, "contextTokens is null");
    requireNonNull(outputTokens, "outputTokens is null");
    requireNonNull(region, "region is null");
    modalities = Set.copyOf(modalities);
    if (imageTokens < 0) {
      throw new IllegalArgumentException("imageTokens (%d) is negative.".formatted(imageTokens));
    }
  }

  /** Reads {@code capabilities:} of a candidate; what is left out is not limited. */
  static Capabilities read(YamlFields fields) {
    fields.allow(FIELDS);
    Set<Modality> modalities = EnumSet.allOf(Modality.class);
    if (fields.node().has("modalities")) {
      modalities = EnumSet.noneOf(Modality.class);
      for (String name : fields.texts("modalities")) {
        try {
          modalities.add(Modality.valueOf(name.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException unknown) {
          throw fields.fault("modality (%s)".formatted(name), "image, audio or file");
        }
      }
    }
    return new Capabilities(
        whole(fields, "contextTokens"),
        whole(fields, "outputTokens"),
        fields.truth("tools").orElse(true),
        fields.truth("json").orElse(true),
        modalities,
        whole(fields, "imageTokens").orElse(0),
        fields.find("region").orElse(""));
  }

  private static OptionalLong whole(YamlFields fields, String name) {
    return fields.count(name).isPresent()
        ? OptionalLong.of(fields.count(name).getAsInt())
        : OptionalLong.empty();
  }
}
