package org.yardmaster.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yardmaster.export.ExportFormat;
import org.yardmaster.export.Proof;
import org.yardmaster.export.RuleFormat;

/** All formats of {@code yardmaster export}. */
final class ExportList {
  private ExportList() {}

  /** A format, by what it needs. */
  sealed interface Entry {
    String id();

    Proof proof();

    String description();

    /** The whole policy: equal to the kernel on every prompt. */
    record Whole(ExportFormat format) implements Entry {
      @Override
      public String id() {
        return format.id();
      }

      @Override
      public Proof proof() {
        return format.proof();
      }

      @Override
      public String description() {
        return format.description();
      }
    }

    /** Rules fitted to the policy. */
    record Distilled(RuleFormat format) implements Entry {
      @Override
      public String id() {
        return format.id();
      }

      @Override
      public Proof proof() {
        return format.proof();
      }

      @Override
      public String description() {
        return switch (format.form()) {
          case TEXT_TREE -> "rules over words and length: " + format.description();
          case TASK_TABLE -> "rules by task: " + format.description();
          case COHORT_TIERS -> "counts by cohort: " + format.description();
        };
      }
    }

    /** What LiteLLM is asked, for {@link RuleFormat#LITELLM_TIERS}. */
    record Cohorts() implements Entry {
      @Override
      public String id() {
        return "litellm-cohorts";
      }

      @Override
      public Proof proof() {
        return Proof.DOCUMENTED_ONLY;
      }

      @Override
      public String description() {
        return "prompts and a program that has LiteLLM say their cohorts, for litellm-tiers";
      }
    }

    /** Decisions on RouterArena's prompts. */
    record RouterArena() implements Entry {
      @Override
      public String id() {
        return "routerarena";
      }

      @Override
      public Proof proof() {
        return Proof.DOCUMENTED_ONLY;
      }

      @Override
      public String description() {
        return "config and predictions of a RouterArena submission (needs --data)";
      }
    }
  }

  static List<Entry> all() {
    return Stream.of(
            Arrays.stream(ExportFormat.values()).<Entry>map(Entry.Whole::new),
            Stream.<Entry>of(new Entry.RouterArena(), new Entry.Cohorts()),
            Arrays.stream(RuleFormat.values()).<Entry>map(Entry.Distilled::new))
        .flatMap(entries -> entries)
        .toList();
  }

  static Entry named(String id) {
    return all().stream()
        .filter(entry -> entry.id().equalsIgnoreCase(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Unknown export format (%s); there are %s."
                        .formatted(
                            id, all().stream().map(Entry::id).collect(Collectors.joining(", ")))));
  }

  static String text() {
    StringBuilder text = new StringBuilder("%-17s %-16s %s%n".formatted("format", "proof", "what"));
    for (Entry entry : all()) {
      text.append(
          "%-17s %-16s %s%n".formatted(entry.id(), entry.proof().words(), entry.description()));
    }
    return text.toString();
  }

  static ObjectNode json() {
    ObjectNode root = JsonOption.object();
    ArrayNode formats = root.putArray("formats");
    for (Entry entry : all()) {
      formats
          .addObject()
          .put("id", entry.id())
          .put("proof", entry.proof().words())
          .put("description", entry.description());
    }
    return root;
  }
}
