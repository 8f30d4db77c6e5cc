package org.yardmaster.grade;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.yardmaster.data.ExpectedCall;
import org.yardmaster.data.Target;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Grade;

/**
 * Function calls: as many as expected, each one of the expected ones, in any order. Where none is
 * expected, any call is wrong and any text is right.
 */
final class CallsGrader implements Grader<Target.Calls> {
  /** Finds the calls of an answer, which are written in a language of {@link ExpectedCall}. */
  private interface Reading {
    List<MadeCall> calls(Completion.Completed answer, String language);
  }

  private final String name;
  private final Reading reading;

  private CallsGrader(String name, Reading reading) {
    this.name = name;
    this.reading = reading;
  }

  /** Finds calls wherever an answer makes them, in the midst of talk too. */
  static CallsGrader standard() {
    return new CallsGrader("calls/2", MadeCall::of);
  }

  /** Takes an answer for calls only where the leaderboard's decoder of most models does. */
  static CallsGrader leaderboard() {
    return new CallsGrader("bfcl-calls/1", LeaderboardCalls::plain);
  }

  /** The same with the decoder that takes quotes around whole calls away. */
  static CallsGrader leaderboardQuoted() {
    return new CallsGrader("bfcl-quoted-calls/1", LeaderboardCalls::quoted);
  }

  /** The same with the decoder that takes all single quotes away. */
  static CallsGrader leaderboardUnquoted() {
    return new CallsGrader("bfcl-unquoted-calls/1", LeaderboardCalls::unquoted);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Grade grade(Target.Calls target, Completion.Completed answer) {
    List<ExpectedCall> expected = ExpectedCall.of(target);
    String language = expected.isEmpty() ? ExpectedCall.PYTHON : expected.getFirst().language();
    List<MadeCall> made = reading.calls(answer, language);
    String extracted =
        made.stream().map(call -> call.name() + call.arguments()).collect(Collectors.joining("; "));
    if (expected.size() != made.size()) {
      return Grade.Scored.binary(
          name(),
          false,
          extracted,
          "%d calls expected, %d made".formatted(expected.size(), made.size()));
    }
    Optional<String> fault = fault(expected, made);
    return Grade.Scored.binary(name(), fault.isEmpty(), extracted, fault.orElse("as expected"));
  }

  /** Pairs expected and made calls one to one (augmenting paths); says what cannot be paired. */
  private static Optional<String> fault(List<ExpectedCall> expected, List<MadeCall> made) {
    int[] partner = new int[made.size()];
    Arrays.fill(partner, -1);
    for (int call = 0; call < expected.size(); call++) {
      if (!pair(call, expected, made, partner, new boolean[made.size()])) {
        return Optional.of(nearestFault(expected.get(call), made));
      }
    }
    return Optional.empty();
  }

  private static boolean pair(
      int call, List<ExpectedCall> expected, List<MadeCall> made, int[] partner, boolean[] tried) {
    for (int other = 0; other < made.size(); other++) {
      if (!tried[other] && CallMatch.fault(expected.get(call), made.get(other)).isEmpty()) {
        tried[other] = true;
        if (partner[other] < 0 || pair(partner[other], expected, made, partner, tried)) {
          partner[other] = call;
          return true;
        }
      }
    }
    return false;
  }

  /** The fault of the call with the same name, where there is one. */
  private static String nearestFault(ExpectedCall expected, List<MadeCall> made) {
    return made.stream()
        .filter(call -> call.name().equals(expected.name()))
        .flatMap(call -> CallMatch.fault(expected, call).stream())
        .findFirst()
        .orElse("%s was not called as expected".formatted(expected.name()));
  }
}
