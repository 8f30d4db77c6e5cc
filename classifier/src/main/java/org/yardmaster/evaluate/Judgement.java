package org.yardmaster.evaluate;

import java.util.Locale;
import java.util.Optional;
import org.yardmaster.stats.Estimate;

/**
 * The answer to "should we route?" for one policy, by three questions, each with its interval:
 *
 * <ol>
 *   <li>Is quality kept? The lower end of the paired difference to the reference lies above minus
 *       the margin.
 *   <li>Does it cost less? The lower end of the saving lies above zero.
 *   <li>Is it better than no router? The lower end of its height above the best random mix of
 *       single candidates at its own cost lies above zero.
 * </ol>
 *
 * <p>All three: route. A question is open when its interval contains the bound and is too wide to
 * tell (half its width exceeds the margin, for the saving {@value #WORTHWHILE_SAVING}); if none is
 * answered with no but one is open, or there are fewer than {@value #FEWEST_GROUPS} groups, there
 * is not enough data. Otherwise: do not route.
 */
record Judgement(Verdict verdict, String sentence) {
  static final int FEWEST_GROUPS = 100;
  static final double WORTHWHILE_SAVING = 0.05;

  private enum Answer {
    YES,
    NO,
    OPEN
  }

  /**
   * What a policy showed.
   *
   * @param difference quality minus that of the reference
   * @param advantage height above the best random mix at the same cost, in quality
   * @param mixSaving what the best random mix of the same quality costs less than the reference
   */
  record Findings(
      String policy,
      String reference,
      boolean simulated,
      int candidates,
      int prompts,
      Estimate difference,
      Optional<Estimate> saving,
      Estimate advantage,
      Optional<Double> mixSaving) {}

  static Judgement of(Findings findings, double margin) {
    if (findings.candidates() == 1) {
      return new Judgement(
          Verdict.DO_NOT_ROUTE,
          "Do not route: there is only one candidate (%s).".formatted(findings.reference()));
    }
    if (findings.saving().isEmpty()) {
      return new Judgement(
          Verdict.DO_NOT_ROUTE,
          "Do not route: the best single candidate (%s) costs nothing."
              .formatted(findings.reference()));
    }
    Answer kept = answer(findings.difference(), -margin, margin);
    Answer cheaper = answer(findings.saving().get(), 0, WORTHWHILE_SAVING);
    Answer better = answer(findings.advantage(), 0, margin);
    boolean few = findings.difference().n() < FEWEST_GROUPS;
    Verdict verdict = few ? Verdict.NOT_ENOUGH_DATA : combine(kept, cheaper, better);
    return new Judgement(
        verdict,
        opening(verdict, few, kept, cheaper, better, findings) + numbers(findings, margin));
  }

  private static Answer answer(Estimate estimate, double bound, double precision) {
    if (estimate.above(bound)) {
      return Answer.YES;
    }
    boolean wide = (estimate.high() - estimate.low()) / 2 > precision;
    return wide && estimate.high() > bound ? Answer.OPEN : Answer.NO;
  }

  private static Verdict combine(Answer kept, Answer cheaper, Answer better) {
    if (kept == Answer.NO || cheaper == Answer.NO || better == Answer.NO) {
      return Verdict.DO_NOT_ROUTE;
    }
    boolean open = kept == Answer.OPEN || cheaper == Answer.OPEN || better == Answer.OPEN;
    return open ? Verdict.NOT_ENOUGH_DATA : Verdict.ROUTE;
  }

  private static String opening(
      Verdict verdict, boolean few, Answer kept, Answer cheaper, Answer better, Findings findings) {
    return switch (verdict) {
      case ROUTE ->
          "Route%s: ".formatted(findings.simulated() ? " (simulated candidates only)" : "");
      case DO_NOT_ROUTE ->
          "Do not route: %s. ".formatted(reasons(Answer.NO, kept, cheaper, better, findings));
      case NOT_ENOUGH_DATA ->
          few
              ? "Not enough data: %d groups of prompts, at least %d are needed. "
                  .formatted(findings.difference().n(), FEWEST_GROUPS)
              : "Not enough data to tell %s. "
                  .formatted(reasons(Answer.OPEN, kept, cheaper, better, findings));
    };
  }

  private static String reasons(
      Answer which, Answer kept, Answer cheaper, Answer better, Findings findings) {
    boolean open = which == Answer.OPEN;
    String not = open ? "" : "not ";
    String whether = open ? "whether " : "";
    StringBuilder text = new StringBuilder();
    append(text, kept == which, whether + "quality is %skept within the margin".formatted(not));
    append(
        text,
        cheaper == which,
        whether + "it is %scheaper than %s".formatted(not, findings.reference()));
    append(
        text,
        better == which,
        whether + "it is %sbetter than mixing candidates by coin".formatted(not));
    return text.toString();
  }

  private static void append(StringBuilder text, boolean applies, String reason) {
    if (applies) {
      text.append(text.isEmpty() ? "" : ", and ").append(reason);
    }
  }

  private static String numbers(Findings findings, double margin) {
    Estimate saving = findings.saving().orElseThrow();
    String word = findings.simulated() ? "simulated reduction" : "saving";
    return String.format(
        Locale.ROOT,
        "Against always %s, %s brings a %s of %s and a quality difference of %s"
            + " (margin %.1f points); it lies %s above the best random mix of its cost%s"
            + " (%,d prompts, %,d groups, %.0f %% intervals).",
        findings.reference(),
        findings.policy(),
        word,
        percent(saving),
        points(findings.difference()),
        100 * margin,
        points(findings.advantage()),
        findings
            .mixSaving()
            .map(mix -> ", and a mix of its quality brings " + percent(mix))
            .orElse(", and no mix reaches its quality"),
        findings.prompts(),
        findings.difference().n(),
        100 * saving.confidence());
  }

  private static String percent(Estimate estimate) {
    return String.format(
        Locale.ROOT,
        "%.1f %% [%.1f, %.1f]",
        100 * estimate.value(),
        100 * estimate.low(),
        100 * estimate.high());
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private static String points(Estimate estimate) {
    return String.format(
        Locale.ROOT,
        "%+.2f points [%+.2f, %+.2f]",
        100 * estimate.value(),
        100 * estimate.low(),
        100 * estimate.high());
  }
}
