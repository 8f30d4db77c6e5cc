package org.yardmaster.builtin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.yardmaster.data.CardYaml;
import org.yardmaster.data.Dataset;
import org.yardmaster.data.DatasetCard;
import org.yardmaster.data.Sample;
import org.yardmaster.data.SampleJson;
import org.yardmaster.generate.GeneratedSamples;

/**
 * The data set {@code builtin}: all hand-written samples, task by task, then all generated ones.
 * Loading it twice gives equal samples.
 */
public record BuiltinDataset(DatasetCard card, List<Sample> samples) implements Dataset {
  /** The generated part; changing it changes the data set. */
  private static final GeneratedSamples GENERATED = new GeneratedSamples(20_260_101, 75);

  private static final List<String> TASKS =
      List.of(
          "intent-recognition",
          "extraction",
          "classification",
          "summarisation",
          "translation",
          "arithmetic",
          "multi-step-reasoning",
          "code-generation",
          "code-review",
          "function-calling",
          "long-context-qa",
          "creative-writing",
          "market-data-analysis",
          "onchain-data-analysis",
          "agent-tool-use");

  public BuiltinDataset {
    samples = List.copyOf(samples);
  }

  public static BuiltinDataset load() {
    List<Sample> samples = new ArrayList<>();
    for (String task : TASKS) {
      addHandwritten("handwritten/" + task + ".jsonl", samples);
    }
    samples.addAll(GENERATED.samples());
    try (InputStream stream = open("card.yaml")) {
      return new BuiltinDataset(CardYaml.read("builtin/card.yaml", stream), samples);
    } catch (IOException fault) {
      throw new UncheckedIOException("The built-in card is unreadable.", fault);
    }
  }

  private static void addHandwritten(String resource, List<Sample> samples) {
    String text;
    try (InputStream stream = open(resource)) {
      text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException fault) {
      throw new UncheckedIOException(
          "Built-in file (%s) is unreadable.".formatted(resource), fault);
    }
    int line = 0;
    for (String json : text.split("\n")) {
      line++;
      try {
        samples.add(SampleJson.read(json));
      } catch (IllegalArgumentException fault) {
        throw new IllegalStateException("%s, line %d: %s".formatted(resource, line, fault), fault);
      }
    }
  }

  private static InputStream open(String resource) {
    InputStream stream = BuiltinDataset.class.getResourceAsStream(resource);
    if (stream == null) {
      throw new IllegalStateException(
          "Built-in file (%s) is not on the class path.".formatted(resource));
    }
    return stream;
  }
}
