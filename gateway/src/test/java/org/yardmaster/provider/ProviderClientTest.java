package org.yardmaster.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yardmaster.data.Message;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.Role;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Fault;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.Usage;
import org.yardmaster.provider.stub.StubProvider;
import org.yardmaster.upstream.HttpUpstream;

/** Each format, streaming and not, against a stub that official client libraries can talk to. */
@Timeout(60)
final class ProviderClientTest {
  private static final String KEY = "sk-test-1234567890";
  private static final StubProvider STUB = new StubProvider();
  private static final HttpUpstream UPSTREAM = new HttpUpstream();
  private static final Candidate CANDIDATE =
      new Candidate("one", "stub", "model-1", Map.of("temperature", "0"), false);

  @AfterAll
  static void stop() {
    UPSTREAM.close();
    STUB.close();
  }

  static Endpoint endpoint(Endpoint.Format format, URI address, boolean streaming) {
    String path =
        switch (format) {
          case OPENAI -> "/v1";
          case ANTHROPIC -> "";
          case GEMINI -> "/v1beta/";
        };
    return new Endpoint(
        format,
        URI.create(address + path),
        Optional.of("STUB_KEY"),
        streaming,
        Endpoint.OutputLimit.MAX_TOKENS);
  }

  private static Reply ask(Endpoint.Format format, boolean streaming, Prompt prompt, String key) {
    return new ProviderClient(
            UPSTREAM,
            endpoint(format, STUB.address(), streaming),
            ApiKey.of("STUB_KEY", key),
            Clock.systemUTC())
        .call(new Call(CANDIDATE, prompt, 0, 100, Duration.ofSeconds(20)));
  }

  private static Usage.Tokens usage(Endpoint.Format format) {
    return switch (format) {
      case OPENAI, GEMINI -> new Usage.Tokens(12, 8, 7, 5, false);
      case ANTHROPIC -> new Usage.Tokens(12, 8, 12, 0, false);
    };
  }

  @ParameterizedTest
  @CsvSource({
    "OPENAI,true",
    "OPENAI,false",
    "ANTHROPIC,true",
    "ANTHROPIC,false",
    "GEMINI,true",
    "GEMINI,false"
  })
  void answersWithDisjointUsageAndOrderedTimes(Endpoint.Format format, boolean streaming) {
    Prompt prompt =
        new Prompt(
            List.of(
                Message.system("Be short."),
                Message.user("Hi"),
                new Message(Role.ASSISTANT, "Hello"),
                new Message(Role.TOOL, "42"),
                Message.user("Grüße, 世界!")),
            "",
            Set.of());
    Reply reply = ask(format, streaming, prompt, KEY);
    assertThat(reply.completion())
        .isInstanceOfSatisfying(
            Completion.Completed.class,
            answer -> {
              assertThat(answer.text()).isEqualTo("You said: Grüße, 世界!");
              assertThat(answer.toolCalls()).isEmpty();
              assertThat(answer.finishReason()).isIn("stop", "end_turn", "STOP");
              assertThat(answer.usage()).isEqualTo(usage(format));
            });
    assertThat(reply.status()).contains(200);
    assertThat(reply.latency())
        .isInstanceOfSatisfying(
            Latency.Measured.class, time -> assertThat(time.firstTokenNanos()).isPositive());
  }

  @ParameterizedTest
  @CsvSource({
    "OPENAI,true",
    "OPENAI,false",
    "ANTHROPIC,true",
    "ANTHROPIC,false",
    "GEMINI,true",
    "GEMINI,false"
  })
  void callsToolsByTheirOwnNames(Endpoint.Format format, boolean streaming) {
    String tools =
        "[{\"name\":\"math.add\",\"description\":\"adds\",\"parameters\":{\"type\":\"dict\",\"properties\":{\"x\":{\"type\":\"float\"}}}}]";
    Reply reply =
        ask(format, streaming, new Prompt(List.of(Message.user("call")), tools, Set.of()), KEY);
    assertThat(reply.completion())
        .isInstanceOfSatisfying(
            Completion.Completed.class,
            answer ->
                assertThat(answer.toolCalls())
                    .isEqualTo("[{\"arguments\":{\"x\":1},\"name\":\"math.add\"}]"));
  }

  @ParameterizedTest
  @CsvSource({
    "OPENAI,true",
    "OPENAI,false",
    "ANTHROPIC,true",
    "ANTHROPIC,false",
    "GEMINI,true",
    "GEMINI,false"
  })
  void tellsARefusalFromAnAnswer(Endpoint.Format format, boolean streaming) {
    assertThat(ask(format, streaming, Prompt.of("refuse"), KEY).completion())
        .isInstanceOf(Completion.Refused.class);
  }

  @ParameterizedTest
  @CsvSource({"OPENAI", "ANTHROPIC", "GEMINI"})
  void aRefusedKeyIsUnauthorisedAndNeverShown(Endpoint.Format format) {
    String wrong = "sk-wrong-0987654321";
    Reply reply = ask(format, true, Prompt.of("Hi"), wrong);
    assertThat(reply.completion())
        .isInstanceOfSatisfying(
            Completion.Failed.class,
            failed -> {
              assertThat(failed.fault()).isEqualTo(Fault.UNAUTHORISED);
              assertThat(failed.message()).contains("[key]").doesNotContain(wrong);
            });
  }
}
