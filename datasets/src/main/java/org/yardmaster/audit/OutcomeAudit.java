package org.yardmaster.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.yardmaster.data.Sample;
import org.yardmaster.load.Labels;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.Outcome;
import org.yardmaster.outcome.Usage;

/** Outcomes of one data set that cannot be what they say. */
final class OutcomeAudit {
  private static final int FEWEST_FOR_CONSTANT = 20;
  private static final double NATIVE_TOLERANCE = 1e-9;

  private final AuditedSet set;
  private final AuditSpec spec;
  private final boolean graded;
  private final Map<String, List<Outcome>> byCandidate = new TreeMap<>();
  private final List<Finding> findings = new ArrayList<>();

  OutcomeAudit(AuditedSet set, AuditSpec spec) {
    this.set = set;
    this.spec = spec;
    this.graded =
        set.outcomes().stream().anyMatch(outcome -> outcome.grade() instanceof Grade.Scored);
    for (Outcome outcome : set.outcomes()) {
      byCandidate.computeIfAbsent(outcome.candidateId(), id -> new ArrayList<>()).add(outcome);
    }
  }

  List<Finding> findings() {
    byCandidate.forEach(this::candidate);
    totals();
    return findings;
  }

  private void candidate(String id, List<Outcome> outcomes) {
    constant(id, "input", outcomes, Usage.Tokens::input);
    constant(id, "output", outcomes, Usage.Tokens::output);
    count(
        FindingKind.ZERO_COST_SUCCESS,
        id,
        outcomes,
        OutcomeAudit::isFreeSuccess,
        "right answers cost nothing");
    count(
        FindingKind.ZERO_LATENCY,
        id,
        outcomes,
        outcome ->
            outcome.latency() instanceof Latency.Measured measured && measured.totalNanos() == 0,
        "answers took no time");
    count(
        FindingKind.QUALITY_OUT_OF_RANGE,
        id,
        outcomes,
        OutcomeAudit::isOutOfRange,
        "published scores lie outside their scale");
    flips(id, outcomes);
    coverage(id, outcomes);
  }

  private static boolean isFreeSuccess(Outcome outcome) {
    boolean success = outcome.grade() instanceof Grade.Scored scored && scored.value() > 0;
    boolean free = outcome.cost() instanceof Cost.Known known && known.nanoUsd() == 0;
    boolean noTokens =
        outcome.completion().usage() instanceof Usage.Tokens tokens
            && tokens.input() + tokens.cachedInput() + tokens.output() + tokens.reasoning() == 0;
    return success && (free || noTokens);
  }

  private static boolean isOutOfRange(Outcome outcome) {
    return outcome.grade() instanceof Grade.Scored scored
        && (scored.nativeScore() < scored.nativeLow() - NATIVE_TOLERANCE
            || scored.nativeScore() > scored.nativeHigh() + NATIVE_TOLERANCE);
  }

  /** Counted tokens that never vary were not counted. */
  private void constant(
      String id, String what, List<Outcome> outcomes, ToLongFunction<Usage.Tokens> count) {
    List<Long> counts = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      if (outcome.completion().usage() instanceof Usage.Tokens tokens && !tokens.estimated()) {
        counts.add(count.applyAsLong(tokens));
      }
    }
    if (counts.size() >= FEWEST_FOR_CONSTANT && counts.stream().distinct().count() == 1) {
      report(
          FindingKind.CONSTANT_TOKENS,
          id,
          counts.size(),
          "all %d outcomes report %d %s tokens".formatted(counts.size(), counts.getFirst(), what),
          outcomes);
    }
  }

  private void count(
      FindingKind kind, String id, List<Outcome> outcomes, Predicate<Outcome> wrong, String what) {
    List<Outcome> found = outcomes.stream().filter(wrong).toList();
    if (!found.isEmpty()) {
      report(
          kind,
          id,
          found.size(),
          "%d of %d %s".formatted(found.size(), outcomes.size(), what),
          found);
    }
  }

  /** A cell whose trials were not all graded alike: the noise floor of every comparison. */
  private void flips(String id, List<Outcome> outcomes) {
    Map<String, List<Outcome>> trials = new LinkedHashMap<>();
    for (Outcome outcome : outcomes) {
      if (outcome.grade() instanceof Grade.Scored) {
        trials.computeIfAbsent(outcome.sampleId(), sample -> new ArrayList<>()).add(outcome);
      }
    }
    List<List<Outcome>> repeated =
        trials.values().stream().filter(cell -> cell.size() > 1).toList();
    List<Outcome> flipped =
        repeated.stream()
            .filter(cell -> cell.stream().map(OutcomeAudit::quality).distinct().count() > 1)
            .map(List::getFirst)
            .toList();
    if (!flipped.isEmpty()) {
      report(
          FindingKind.LABEL_FLIPS,
          id,
          flipped.size(),
          "%d of %d repeated calls changed their label between trials"
              .formatted(flipped.size(), repeated.size()),
          flipped);
    }
  }

  private static double quality(Outcome outcome) {
    return switch (outcome.grade()) {
      case Grade.Scored scored -> scored.value();
      case Grade.Unscored unscored -> Double.NaN;
    };
  }

  /** Ungraded data has no coverage to speak of; a candidate among graded ones has. */
  private void coverage(String id, List<Outcome> outcomes) {
    long covered =
        outcomes.stream()
            .filter(outcome -> outcome.grade() instanceof Grade.Scored)
            .map(Outcome::sampleId)
            .distinct()
            .count();
    int samples = set.samples().size();
    if (graded && covered < spec.coverageFloor() * samples) {
      report(
          FindingKind.LOW_COVERAGE,
          id,
          Math.max(1, samples - covered),
          "graded on %d of %d prompts, below the floor of %s"
              .formatted(covered, samples, spec.coverageFloor()),
          List.of());
    }
  }

  private void totals() {
    Map<String, List<String>> byCandidateId = new TreeMap<>();
    for (Sample sample : set.samples()) {
      String candidates = sample.labels().getOrDefault(Labels.TOTAL_TOKENS_DISAGREE, "");
      for (String candidate : candidates.isEmpty() ? new String[0] : candidates.split(",")) {
        byCandidateId.computeIfAbsent(candidate, id -> new ArrayList<>()).add(sample.id());
      }
    }
    byCandidateId.forEach(
        (candidate, samples) ->
            findings.add(
                new Finding(
                    FindingKind.TOTAL_TOKENS_DISAGREE,
                    subject(candidate),
                    samples.size(),
                    "%d outcomes publish a token total that is not the sum of its parts."
                        .formatted(samples.size()),
                    samples.stream().limit(spec.examples()).toList())));
  }

  private void report(
      FindingKind kind, String candidate, long count, String message, List<Outcome> examples) {
    findings.add(
        new Finding(
            kind,
            subject(candidate),
            count,
            message + ".",
            examples.stream().limit(spec.examples()).map(Outcome::sampleId).toList()));
  }

  private String subject(String candidate) {
    return set.datasetId() + " / " + candidate;
  }
}
