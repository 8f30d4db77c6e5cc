package org.yardmaster.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yardmaster.data.Message;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.Role;
import org.yardmaster.export.ExportFormat;
import org.yardmaster.export.MadePolicy;
import org.yardmaster.provenance.CanonicalJson;

/** The ES module makes the same routing text of a request as {@link Prompt#routingText}. */
class RoutingTextTest {
  private static final List<Prompt> PROMPTS =
      List.of(
          Prompt.of("What is 2 + 2?"),
          new Prompt(List.of(Message.user("Book it.")), "[{\"name\":\"book\"}]", Set.of()),
          new Prompt(
              List.of(
                  new Message(Role.SYSTEM, "Be brief."),
                  new Message(Role.USER, "Hello \u00e9\n"),
                  new Message(Role.ASSISTANT, ""),
                  new Message(Role.USER, "And now?")),
              "",
              Set.of()),
          new Prompt(List.of(new Message(Role.SYSTEM, "Only this.")), "", Set.of()));

  @TempDir private Path folder;

  @Test
  void everyConversationIsReadAlike() throws Exception {
    try {
      NodeRuntime.version();
    } catch (RuntimeMissing missing) {
      Assumptions.abort("Not checked: the ES module's routingText, for want of Node.");
    }
    Files.write(
        folder.resolve("policy.mjs"),
        ExportFormat.JAVASCRIPT.write(MadePolicy.of(1)).getFirst().bytes());
    ArrayNode requests = JsonNodeFactory.instance.arrayNode();
    PROMPTS.forEach(prompt -> requests.add(request(prompt)));
    Path script = folder.resolve("ask.mjs");
    Files.writeString(
        script,
        """
        import { routingText } from './policy.mjs';
        const requests = %s;
        console.log(JSON.stringify(requests.map((one) => routingText(one.messages, one.tools))));
        """
            .formatted(requests));
    Process node = new ProcessBuilder("node", script.toString()).redirectErrorStream(true).start();
    String out = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(node.waitFor()).as(out).isZero();
    ArrayNode expected = JsonNodeFactory.instance.arrayNode();
    PROMPTS.forEach(prompt -> expected.add(prompt.routingText()));
    assertThat(CanonicalJson.parse(out)).isEqualTo(expected);
  }

  private static ObjectNode request(Prompt prompt) {
    ObjectNode request = JsonNodeFactory.instance.objectNode().put("tools", prompt.tools());
    ArrayNode messages = request.putArray("messages");
    for (Message message : prompt.messages()) {
      messages.addObject().put("role", name(message.role(), prompt)).put("content", message.text());
    }
    return request;
  }

  /** A lone system message comes in by its other name. */
  private static String name(Role role, Prompt prompt) {
    return role == Role.SYSTEM && prompt.messages().size() == 1 ? "developer" : role.wireName();
  }
}
