package org.yardmaster.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.yardmaster.builtin.BuiltinDataset;
import org.yardmaster.data.Message;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.Role;
import org.yardmaster.data.Sample;
import org.yardmaster.feature.RoutingText;

/** The kernel composes a request's text as the data's own prompts do. */
class RoutingTextEqualsPromptTest {
  private static final RoutingText TEXT = new RoutingText();

  private static void check(Prompt prompt) {
    TEXT.clear();
    prompt.messages().forEach(one -> TEXT.message(one.role().wireName(), one.text()));
    assertThat(TEXT.with(prompt.tools()).toString()).isEqualTo(prompt.routingText());
  }

  @Test
  void onTheBuiltinPrompts() {
    BuiltinDataset.load().samples().stream().map(Sample::prompt).forEach(prompt -> check(prompt));
  }

  @Test
  void onConversationsAndTools() {
    Message user = new Message(Role.USER, "hello");
    Message system = new Message(Role.SYSTEM, "");
    Message answer = new Message(Role.ASSISTANT, "hi\n");
    for (String tools : List.of("", "[{\"name\":\"f\"}]")) {
      check(new Prompt(List.of(user), tools, Set.of()));
      check(new Prompt(List.of(answer), tools, Set.of()));
      check(new Prompt(List.of(system, user), tools, Set.of()));
      check(new Prompt(List.of(user, answer, user), tools, Set.of()));
    }
  }

  @Test
  void otherNamesOfRolesMeanTheSame() {
    assertThat(TEXT.clear().message("developer", "a").message("function", "b").with("").toString())
        .isEqualTo("\u001esystem\na\n\u001etool\nb\n");
  }
}
