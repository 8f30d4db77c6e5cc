package org.yardmaster.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.yardmaster.audit.Samples.sample;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yardmaster.data.PublishedSplit;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Split;
import org.yardmaster.data.Splitter;

class PartitionTest {
  private static List<String> ids(List<Sample> samples) {
    return samples.stream().map(Sample::id).toList();
  }

  @Test
  void aTaskLeftOutTakesItsGroupsAlong() {
    List<Sample> samples = new ArrayList<>();
    IntStream.range(0, 50).forEach(i -> samples.add(sample("m" + i, "math", "g" + i, Map.of())));
    IntStream.range(0, 10).forEach(i -> samples.add(sample("c" + i, "code", "g" + i, Map.of())));
    Partition partition = Partition.leaveOutTask(samples, "code", Splitter.STANDARD);
    assertThat(partition.test()).hasSize(10).allMatch(sample -> sample.task().equals("code"));
    assertThat(ids(partition.excluded()))
        .containsExactly("m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9");
    assertThat(partition.train().size() + partition.calibration().size()).isEqualTo(40);
    assertThat(partition.calibration())
        .isNotEmpty()
        .allMatch(s -> Splitter.STANDARD.split(s.groupId()) == Split.CALIBRATION);
  }

  @Test
  void aDataSetLeftOutSharesNoGroupWithTheRest() {
    AuditedSet a = new AuditedSet("a", List.of(sample("1", "t", "x", Map.of())), List.of());
    AuditedSet b =
        new AuditedSet(
            "b",
            List.of(sample("1", "t", "x", Map.of()), sample("2", "t", "y", Map.of())),
            List.of());
    Partition partition = Partition.leaveOutDataset(List.of(a, b), "a", Splitter.STANDARD);
    assertThat(partition.test()).hasSize(1);
    assertThat(ids(partition.excluded())).containsExactly("1");
    assertThat(
            ids(
                Stream.concat(partition.train().stream(), partition.calibration().stream())
                    .toList()))
        .containsExactly("2");
  }

  private static Sample at(String id, String group, String time) {
    return sample(id, "t", group, time.isEmpty() ? Map.of() : Map.of("time", time));
  }

  @Test
  void timeRunsForward() {
    List<Sample> samples =
        List.of(
            at("late", "a", "2026-03-01T00:00:00Z"),
            at("early", "b", "2026-01-01T00:00:00Z"),
            at("middle", "c", "2026-02-01T00:00:00Z"),
            at("early again", "b", "2026-03-02T00:00:00Z"),
            at("middle again", "c", "2026-03-02T00:00:00Z"),
            at("whenever", "d", ""));
    Partition partition =
        Partition.byTime(
            samples, Instant.parse("2026-01-15T00:00:00Z"), Instant.parse("2026-02-15T00:00:00Z"));
    assertThat(ids(partition.train())).containsExactly("early");
    assertThat(ids(partition.calibration())).containsExactly("middle");
    assertThat(ids(partition.test())).containsExactly("late");
    assertThat(ids(partition.excluded()))
        .containsExactly("early again", "middle again", "whenever");
  }

  @Test
  void theReportCountsEveryTaskBySplit() {
    List<Sample> samples = new ArrayList<>();
    IntStream.range(0, 1_000)
        .forEach(i -> samples.add(sample("s" + i, i < 400 ? "b" : "a", "g" + i, Map.of())));
    SplitReport report = SplitReport.of(samples, Splitter.STANDARD);
    assertThat(report.rows()).extracting(SplitReport.Row::task).containsExactly("a", "b");
    SplitReport.Row second = report.rows().getLast();
    assertThat(
            second.count(Split.TRAIN) + second.count(Split.CALIBRATION) + second.count(Split.TEST))
        .isEqualTo(400);
    assertThat(second.count(Split.TRAIN)).isBetween(200L, 280L);
    assertThat(second.count(PublishedSplit.NONE)).isEqualTo(400);
  }
}
