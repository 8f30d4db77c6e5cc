package org.yardmaster.replay;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yardmaster.data.Dataset;
import org.yardmaster.data.DatasetCard;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.PublishedSplit;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Target;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.Usage;
import org.yardmaster.price.Price;
import org.yardmaster.price.PriceBook;
import org.yardmaster.provider.ModelClient;
import org.yardmaster.provider.Reply;

/** A data set of sums, two candidates that answer them, and their prices. */
record SmallData(DatasetCard card, List<Sample> samples) implements Dataset {
  static final Candidate DEAR = new Candidate("dear", "test", "dear-model", Map.of(), false);
  static final Candidate CHEAP = new Candidate("cheap", "test", "cheap-model", Map.of(), false);
  static final List<Candidate> BOTH = List.of(DEAR, CHEAP);
  static final PriceBook PRICES =
      new PriceBook(
          List.of(
              Price.ofUsd("dear-model", 10, 30, LocalDate.of(2026, 1, 1), "test"),
              Price.ofUsd("cheap-model", 0.1, 0.3, LocalDate.of(2026, 1, 1), "test")));

  /** Says the length of the prompt modulo ten; right or wrong, and always after 5 ns. */
  static final ModelClient CLIENT =
      call -> {
        int length = call.prompt().routingText().length();
        long output = 5 + (length * 7L + call.trial()) % 40;
        return new Reply(
            new Completion.Completed(
                Integer.toString(length % 10), "", "stop", Usage.Tokens.measured(12, output)),
            new Latency.Measured(5, 3));
      };

  static SmallData of(int count) {
    List<Sample> samples = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      samples.add(
          new Sample(
              "s" + index,
              Prompt.of("Sum number %d".formatted(index)),
              new Target.Choice((char) ('A' + index % 26)),
              "arithmetic",
              "g" + index,
              PublishedSplit.NONE,
              Map.of()));
    }
    DatasetCard card =
        new DatasetCard(
            "small", "Small", "test", "none", false, "tests", List.of(), List.of(), "none");
    return new SmallData(card, samples);
  }

  static ReplaySpec spec() {
    return ReplaySpec.of("small", List.of("dear", "cheap"));
  }
}
