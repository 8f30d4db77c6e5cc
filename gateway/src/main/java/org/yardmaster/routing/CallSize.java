package org.yardmaster.routing;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.List;
import org.yardmaster.budget.WorstCase;
import org.yardmaster.config.ServingCandidate;
import org.yardmaster.price.PriceBook;

/**
 * How large a call can get.
 *
 * @param promptTokens that no provider counts more than, images apart
 * @param answer the limit of each answer
 * @param boundless whether something is attached whose tokens nobody can bound
 */
public record CallSize(
    long promptTokens, long images, AnswerLimit answer, long answers, boolean boundless) {
  public CallSize {
    requireNonNull(answer, "answer is null");
  }

  /** Of a call for one answer, with nothing attached. */
  public static CallSize of(long promptTokens, AnswerLimit answer) {
    return new CallSize(promptTokens, 0, answer, 1, false);
  }

  /** The same without what is attached. */
  public CallSize bare() {
    return new CallSize(promptTokens, 0, answer, answers, false);
  }

  /** What the call may cost at a candidate. */
  public WorstCase worstCase(ServingCandidate candidate) {
    if (candidate.price().isEmpty()) {
      return new WorstCase.Unbounded("candidate (%s) has no price".formatted(candidate.id()));
    }
    if (boundless) {
      return new WorstCase.Unbounded("audio and files have no bound on tokens");
    }
    return WorstCase.of(
        candidate.candidate(),
        new PriceBook(List.of(candidate.price().get())),
        LocalDate.MAX,
        new WorstCase.Size(promptTokens, images, answer.at(candidate), answers),
        new WorstCase.Ceiling(candidate.capabilities().imageTokens(), 0));
  }
}
