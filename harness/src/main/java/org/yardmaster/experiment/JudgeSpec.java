package org.yardmaster.experiment;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;
import org.yardmaster.provenance.Digest;

/**
 * What a person chooses about a judgement by a model.
 *
 * @param judge id of the candidate that judges
 * @param rubric what matters, in words; part of the prompts
 * @param against the candidate whose answers the others are compared with; empty for single scores
 * @param blind whether known right answers are kept from the judge, as they are from a gateway
 */
public record JudgeSpec(
    String datasetId, String judge, String rubric, Optional<String> against, boolean blind) {
  /** What matters where nothing else is said. */
  public static final String USUAL_RUBRIC =
      "that the answer is right, complete, helpful and no longer than needed.";

  private static final int ID_DIGITS = 8;

  /** A judgement that knows right answers where there are any. */
  public JudgeSpec(String datasetId, String judge, String rubric, Optional<String> against) {
    this(datasetId, judge, rubric, against, false);
  }

  public JudgeSpec {
    requireNonNull(datasetId, "datasetId is null");
    requireNonNull(judge, "judge is null");
    requireNonNull(rubric, "rubric is null");
    requireNonNull(against, "against is null");
    if (rubric.isBlank()) {
      throw new IllegalArgumentException("A judge needs a rubric: say what matters.");
    }
  }

  /** The data set that the judge's own calls are recorded under. */
  public String callsId() {
    String digest = Digest.sha256Hex(String.join("\u0000", rubric, against.orElse("")));
    return "%s.judged-%s"
        .formatted(datasetId, digest.substring(0, ID_DIGITS))
        .toLowerCase(Locale.ROOT);
  }

  /** Name and version of the grader, with who judges and what with. */
  public String grader() {
    String named =
        against
            .map(other -> "judge-pair/1 %s against %s".formatted(judge, other))
            .orElse("judge-score/1 " + judge);
    return blind ? named + ", blind" : named;
  }
}
