package org.yardmaster.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ExpectedCallTest {
  @Test
  void readsAlternativesAndOptionalArguments() {
    List<ExpectedCall> calls =
        ExpectedCall.of(
            new Target.Calls(
                "[{\"name\":\"f\",\"arguments\":{\"x\":[1,\"one\"]},\"optional\":[\"y\"]}]"));
    assertThat(calls).hasSize(1);
    assertThat(calls.getFirst().name()).isEqualTo("f");
    assertThat(calls.getFirst().arguments().get("x")).hasSize(2);
    assertThat(calls.getFirst().optional()).containsExactly("y");
  }

  @Test
  void readsAnEmptyListAsNoCallAllowed() {
    assertThat(ExpectedCall.of(new Target.Calls("[]"))).isEmpty();
  }

  @Test
  void saysWhichArgumentHasNoListOfAlternatives() {
    Target.Calls target = new Target.Calls("[{\"name\":\"f\",\"arguments\":{\"x\":1}}]");
    assertThatThrownBy(() -> ExpectedCall.of(target))
        .hasMessage("Argument (x) of call (f) needs a list of allowed values, found 1.");
  }
}
