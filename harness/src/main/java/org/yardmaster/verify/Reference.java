package org.yardmaster.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.yardmaster.decide.Decider;
import org.yardmaster.decide.Decision;
import org.yardmaster.decide.Heads;
import org.yardmaster.decide.Policy;
import org.yardmaster.feature.Features;
import org.yardmaster.feature.Featurizer;

/** The kernel's own answers, which every export must give. */
final class Reference {
  private final Policy policy;
  private final Decider decider;
  private final Features features;

  Reference(Policy policy) {
    this.policy = policy;
    this.decider = new Decider(policy);
    this.features = new Features(policy.schema());
  }

  List<Answer> answers(List<Question> questions) {
    return questions.stream().map(this::answer).toList();
  }

  Answer answer(Question question) {
    List<Integer> ranked = new ArrayList<>();
    if (decider.decide(question.text(), question.constraints()) instanceof Decision.Route route) {
      ranked.add(policy.indexOf(route.candidate()));
      route.fallbacks().forEach(id -> ranked.add(policy.indexOf(id)));
    }
    int task = policy.tasks().isEmpty() ? -1 : decider.forecast(question.text()).task();
    return new Answer(ranked, task, sums(question.text()));
  }

  private List<Integer> sums(String text) {
    Featurizer.read(text, features);
    Heads words = policy.words();
    int[] wordSums = new int[words.heads()];
    int[] counterSums = new int[words.heads()];
    words.sums(features, wordSums, counterSums);
    Heads tokens = policy.tokens();
    int[] tokenSums = new int[tokens.heads()];
    tokens.sums(features, new int[tokens.heads()], tokenSums);
    return IntStream.concat(
            IntStream.concat(Arrays.stream(wordSums), Arrays.stream(counterSums)),
            Arrays.stream(tokenSums))
        .boxed()
        .toList();
  }
}
