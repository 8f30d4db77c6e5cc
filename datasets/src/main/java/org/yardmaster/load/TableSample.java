package org.yardmaster.load;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yardmaster.data.Message;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.PublishedSplit;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Target;

/**
 * One prompt of a mapped table as its cells say it; empty text where the row has nothing.
 *
 * @param targetKind as in {@link TableMapping}
 */
public record TableSample(
    String id,
    String system,
    String prompt,
    String task,
    String group,
    String split,
    String time,
    String target,
    String targetKind) {
  private static final BigDecimal LARGEST = new BigDecimal("1e300");

  /** Cells that are more than text. */
  public enum Part {
    SPLIT,
    TARGET,
    TIME
  }

  /** What was expected of a cell, where it is not that; empty where the cell is right. */
  public static Optional<String> expected(Part part, String cell, String targetKind) {
    try {
      switch (part) {
        case SPLIT -> readSplit(cell);
        case TARGET -> readTarget(cell, targetKind);
        case TIME -> Times.ofText(cell);
      }
      return Optional.empty();
    } catch (BadRow bad) {
      return Optional.of(bad.expected());
    }
  }

  /** The sample; its cells were found right before. */
  public Sample read() {
    List<Message> messages = new ArrayList<>();
    if (!system.isEmpty()) {
      messages.add(Message.system(system));
    }
    messages.add(Message.user(prompt));
    return new Sample(
        id,
        new Prompt(messages, "", Set.of()),
        target.isEmpty() ? new Target.Labelled() : readTarget(target, targetKind),
        task.isEmpty() ? "all" : task,
        group.isEmpty() ? PromptGroup.of(prompt) : group,
        split.isEmpty() ? PublishedSplit.NONE : readSplit(split),
        time.isEmpty() ? Map.of() : Map.of(Labels.TIME, Times.ofText(time).toString()));
  }

  private static Target readTarget(String text, String kind) {
    return switch (kind) {
      case "number" -> new Target.Numeric(number(text), BigDecimal.ZERO);
      case "choice" -> {
        if (!text.matches("[A-Z]")) {
          throw new BadRow("target " + BadRow.quoted(text), "a letter A-Z");
        }
        yield new Target.Choice(text.charAt(0));
      }
      default -> new Target.Text(List.of(text));
    };
  }

  private static BigDecimal number(String text) {
    try {
      BigDecimal number = new BigDecimal(text.strip());
      if (number.abs().compareTo(LARGEST) <= 0) {
        return number;
      }
    } catch (NumberFormatException notNumber) {
      throw new BadRow("target " + BadRow.quoted(text), "a number");
    }
    throw new BadRow("target " + BadRow.quoted(text), "a number");
  }

  private static PublishedSplit readSplit(String name) {
    return Stream.of(PublishedSplit.values())
        .filter(split -> split.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new BadRow(
                    "split " + BadRow.quoted(name),
                    Stream.of(PublishedSplit.values())
                        .map(split -> split.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "))));
  }
}
