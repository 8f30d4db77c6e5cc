package org.yardmaster.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yardmaster.data.Message;
import org.yardmaster.data.Modality;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.Sample;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Fault;
import org.yardmaster.outcome.Grade;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.LoggedCall;
import org.yardmaster.outcome.LoggedCallJson;
import org.yardmaster.outcome.Usage;
import org.yardmaster.outcome.UsageRecord;
import org.yardmaster.provenance.CanonicalJson;

class JournalImporterTest {
  private static final Instant AT = Instant.parse("2026-05-01T10:00:00.123456789Z");
  private static final LoggedCall.FeatureVector FEATURES =
      new LoggedCall.FeatureVector("yard-1", 16, List.of(7, 7, 9), List.of(0, 3));
  private static final Prompt PROMPT =
      new Prompt(
          List.of(Message.system("Be brief.\n"), Message.user("Grüße 😀 \u2028?")),
          "[{\"name\":\"f\"}]",
          Set.of(Modality.IMAGE));

  @TempDir private Path folder;

  private static LoggedCall call(
      String id, LoggedCall.Seen seen, boolean acting, Completion completion) {
    return new LoggedCall(
        id,
        AT,
        "code",
        "",
        seen,
        new LoggedCall.Choice("digest", "", acting, "large", "small", 0.05, "explores"),
        new UsageRecord.Served("small", "small-1", "acme", true),
        completion,
        new Cost.Known(42),
        new Latency.Measured(5, 2));
  }

  private static LoggedCall answered(String id) {
    return call(
        id,
        new LoggedCall.Seen.Text(PROMPT, FEATURES),
        true,
        new Completion.Completed("ja \"so\"", "", "stop", new Usage.Tokens(1, 2, 3, 4, true)));
  }

  private List<Imported> read(RowPolicy rows, String... lines) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("calls.jsonl"), String.join("\n", lines), StandardCharsets.UTF_8);
    return Importers.named("journal").read(file, rows, ImportOptions.STANDARD);
  }

  private static String line(LoggedCall call) {
    return LoggedCallJson.write(call);
  }

  @Test
  void aCallSurvivesItsLine() {
    Usage none = new Usage.Unknown();
    for (Completion completion :
        List.of(
            answered("a").completion(),
            new Completion.Refused("no", none),
            new Completion.Failed(Fault.TIMEOUT, "late", none),
            new Completion.Unpublished(none))) {
      for (LoggedCall.Seen seen :
          List.of(
              new LoggedCall.Seen.Text(PROMPT, LoggedCall.FeatureVector.NONE),
              new LoggedCall.Seen.Withheld("d".repeat(64), FEATURES))) {
        LoggedCall call = call("a", seen, false, completion);
        assertThat(LoggedCallJson.read(CanonicalJson.parse(line(call)))).isEqualTo(call);
      }
    }
    assertThat(line(answered("a"))).matches("\\p{ASCII}+").doesNotContain("\n");
  }

  @Test
  void everyCallIsASampleWithItsPropensityAndNoGrade() throws IOException {
    Imported found =
        read(RowPolicy.strict(), line(answered("r1")), line(answered("r2")), "").getFirst();
    assertThat(found.samples()).extracting(Sample::id).containsExactly("r1", "r2");
    assertThat(found.samples().getFirst().groupId()).isEqualTo(found.samples().getLast().groupId());
    assertThat(found.samples().getFirst().prompt()).isEqualTo(PROMPT);
    assertThat(found.samples().getFirst().labels())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "time", AT.toString(),
                "propensity", "0.05",
                "policy", "digest",
                "preferred", "large",
                "chosen", "small"));
    assertThat(found.outcomes())
        .allMatch(outcome -> outcome.grade() instanceof Grade.Unscored)
        .allMatch(outcome -> outcome.cost().equals(new Cost.Known(42)));
    assertThat(found.candidates())
        .containsExactly(new Candidate("small", "acme", "small-1", Map.of(), true));
  }

  @Test
  void aPromptThatWasNotLoggedIsLabelled() throws IOException {
    LoggedCall call =
        call(
            "r1",
            new LoggedCall.Seen.Withheld("abc", FEATURES),
            true,
            new Completion.Unpublished(new Usage.Unknown()));
    Sample sample = read(RowPolicy.strict(), line(call)).getFirst().samples().getFirst();
    assertThat(sample.labels()).containsEntry(Labels.WITHHELD, "true");
    assertThat(sample.prompt().routingText()).contains("withheld", "abc");
  }

  @Test
  void shadowDecisionsAreLeftOut() throws IOException {
    LoggedCall shadow = call("r2", answered("r2").seen(), false, answered("r2").completion());
    assertThat(read(RowPolicy.strict(), line(answered("r1")), line(shadow)).getFirst().samples())
        .hasSize(1);
  }

  @Test
  void aTornLastLineIsSetAsideWhereverItWasCut() throws IOException {
    String whole = line(answered("r2"));
    for (int cut = 1; cut < whole.length(); cut += 7) {
      List<Reject> rejects = new ArrayList<>();
      RowPolicy rows = RowPolicy.skipping(rejects::add);
      String half = whole.substring(0, cut);
      assertThat(read(rows, line(answered("r1")), half).getFirst().samples()).hasSize(1);
      assertThat(rejects).hasSize(1);
      assertThat(rejects.getFirst().problem()).contains("cut off");
      assertThat(read(RowPolicy.strict(), line(answered("r1")), half).getFirst().samples())
          .hasSize(1);
    }
  }

  @Test
  void aBrokenLineElsewhereIsNamed() {
    assertThatThrownBy(() -> read(RowPolicy.strict(), "{\"v\": 1", line(answered("r1"))))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("line 1");
    assertThatThrownBy(
            () ->
                read(
                    RowPolicy.strict(),
                    line(answered("r1")).replace("0.05", "1.5"),
                    line(answered("r2"))))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("Propensity (1.5)");
  }

  @Test
  void oneIdWithTwoModelsIsRefused() {
    assertThatThrownBy(
            () ->
                read(
                    RowPolicy.strict(),
                    line(answered("r1")),
                    line(answered("r2")).replace("small-1", "small-2")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("small-2 of acme after small-1");
  }
}
