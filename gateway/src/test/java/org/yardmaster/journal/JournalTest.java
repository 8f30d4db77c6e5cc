package org.yardmaster.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yardmaster.data.Message;
import org.yardmaster.data.Prompt;
import org.yardmaster.feature.FeatureSchema;
import org.yardmaster.load.ImportOptions;
import org.yardmaster.load.Imported;
import org.yardmaster.load.Importers;
import org.yardmaster.load.RowPolicy;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Fault;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.LoggedCall;
import org.yardmaster.outcome.LoggedCallJson;
import org.yardmaster.outcome.Usage;
import org.yardmaster.outcome.UsageRecord;
import org.yardmaster.provenance.CanonicalJson;

class JournalTest {
  private static final Instant AT = Instant.parse("2026-05-01T10:00:00Z");
  private static final Clock CLOCK = Clock.fixed(AT, ZoneOffset.UTC);
  private static final Usage USAGE = Usage.Tokens.measured(5, 2);
  private static final String SECRET = "write to ada@example.org, card 4111 1111 1111 1111";

  @TempDir private Path folder;

  private static LoggedCall call(String id, Completion completion) {
    Prompt prompt = new Prompt(List.of(Message.user(SECRET)), "[{\"name\":\"f\"}]", Set.of());
    return new LoggedCall(
        id,
        AT,
        "code",
        "s1",
        new LoggedCall.Seen.Text(
            prompt, JournalFeatures.of(prompt.routingText(), FeatureSchema.STANDARD)),
        new LoggedCall.Choice("digest", "", true, "small", "small", 0.9, "cheap"),
        new UsageRecord.Served("small", "small-1", "acme", true),
        completion,
        new Cost.Known(1),
        new Latency.Unmeasured());
  }

  private static LoggedCall call(String id) {
    return call(id, new Completion.Completed(SECRET, "[]", "stop", USAGE));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.sorted().toList();
    }
  }

  private List<LoggedCall> calls() throws IOException {
    List<LoggedCall> calls = new ArrayList<>();
    for (Path file : files()) {
      for (String line : Files.readAllLines(file)) {
        calls.add(LoggedCallJson.read(CanonicalJson.parse(line)));
      }
    }
    return calls;
  }

  private LoggedCall kept(JournalSpec spec, LoggedCall call) throws IOException {
    try (Journal journal = Journal.open(folder, spec, CLOCK)) {
      assertThat(journal.write(call)).isTrue();
    }
    return calls().getLast();
  }

  @Test
  void withoutLeaveNoWordIsKept() throws IOException {
    LoggedCall kept = kept(JournalSpec.STANDARD, call("a"));
    assertThat(Files.readString(files().getFirst())).doesNotContain("ada", "4111", "write");
    assertThat(kept.completion()).isEqualTo(new Completion.Unpublished(USAGE));
    assertThat(kept.seen())
        .isEqualTo(
            new LoggedCall.Seen.Withheld(
                ((LoggedCall.Seen.Text) call("a").seen()).prompt().digest(),
                call("a").seen().features()));
    assertThat(kept.choice()).isEqualTo(call("a").choice());
  }

  @Test
  void noWordOfAFailureOrRefusalIsKeptEither() throws IOException {
    kept(JournalSpec.STANDARD, call("a", new Completion.Refused(SECRET, USAGE)));
    kept(JournalSpec.STANDARD, call("b", new Completion.Failed(Fault.TIMEOUT, SECRET, USAGE)));
    for (Path file : files()) {
      assertThat(Files.readString(file)).doesNotContain("ada");
    }
  }

  @Test
  void textsAreRedactedBeforeTheyAreKept() throws IOException {
    LoggedCall kept = kept(JournalSpec.STANDARD.withTexts(), call("a"));
    String redacted = "write to [redacted], card [redacted]";
    assertThat(((LoggedCall.Seen.Text) kept.seen()).prompt().messages())
        .containsExactly(Message.user(redacted));
    assertThat(((Completion.Completed) kept.completion()).text()).isEqualTo(redacted);
  }

  @Test
  void redactionIsTheOperatorsToChoose() throws IOException {
    Redaction words = Redaction.patterns(List.of(Pattern.compile("write|\"name\":\"f\"")));
    LoggedCall kept = kept(new JournalSpec(true, words, 1_000), call("a"));
    Prompt prompt = ((LoggedCall.Seen.Text) kept.seen()).prompt();
    assertThat(prompt.messages().getFirst().text()).startsWith("[redacted] to ada@");
    assertThat(prompt.tools()).as("JSON that redaction broke").isEmpty();
  }

  @Test
  void standardRedactionFindsSecretsAndLeavesProse() {
    for (String secret :
        List.of("sk-abcdefgh12345678", "ymk_AbC-123456789", "a.b+c@d.example", "1234-5678-9012")) {
      assertThat(Redaction.STANDARD.redact("x " + secret + " y")).isEqualTo("x [redacted] y");
    }
    String prose = "Add 12 and 3456789; see task-list @home on 2026-05-01.";
    assertThat(Redaction.STANDARD.redact(prose)).isEqualTo(prose);
  }

  @Test
  void aFullFileIsFollowedByAnother() throws IOException {
    try (Journal journal = Journal.open(folder, new JournalSpec(true, Redaction.NONE, 1), CLOCK)) {
      for (int call = 0; call < 3; call++) {
        assertThat(journal.write(call("r" + call))).isTrue();
      }
    }
    assertThat(files()).hasSize(3);
    assertThat(calls()).extracting(LoggedCall::id).containsExactly("r0", "r1", "r2");
  }

  @Test
  void linesOfManyThreadsAndJournalsDoNotMix() throws IOException {
    try (Journal one = Journal.open(folder, JournalSpec.STANDARD, CLOCK);
        Journal other = Journal.open(folder, JournalSpec.STANDARD, CLOCK);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int call = 0; call < 200; call++) {
        String id = "r" + call;
        threads.execute(() -> (id.hashCode() % 2 == 0 ? one : other).write(call(id)));
      }
    }
    assertThat(calls()).extracting(LoggedCall::id).doesNotHaveDuplicates().hasSize(200);
  }

  @Test
  void aClosedJournalLosesCallsAndCountsThem() {
    Journal journal = Journal.open(folder, JournalSpec.STANDARD, CLOCK);
    journal.close();
    assertThat(journal.write(call("a"))).isFalse();
    assertThat(journal.lost()).isEqualTo(1);
  }

  @Test
  void whatWasWrittenWhenTheWriterDiedIsImported() throws IOException, InterruptedException {
    Process writer =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Endless.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long promised = 0;
    try (var said = writer.inputReader()) {
      while (promised < 200) {
        promised = Long.parseLong(String.valueOf(said.readLine()));
      }
      writer.toHandle().destroyForcibly();
      writer.waitFor();
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        promised = line.isEmpty() ? promised : Math.max(promised, Long.parseLong(line));
      }
    }
    Imported found =
        Importers.named("journal")
            .read(folder, RowPolicy.strict(), ImportOptions.STANDARD)
            .getFirst();
    assertThat((long) found.samples().size()).isGreaterThanOrEqualTo(promised);
  }

  /** Writes until it is killed and says how many it has written. */
  static final class Endless {
    private Endless() {}

    public static void main(String[] arguments) {
      Journal journal =
          Journal.open(Path.of(arguments[0]), JournalSpec.STANDARD, Clock.systemUTC());
      for (long written = 1; ; written++) {
        journal.write(call("r" + written));
        System.out.println(written);
      }
    }
  }

  @Test
  void aFolderThatCannotBeIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    assertThatThrownBy(() -> Journal.open(file, JournalSpec.STANDARD, CLOCK))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot be written");
  }
}
