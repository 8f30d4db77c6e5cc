package org.yardmaster.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.yardmaster.load.ImportOptions;
import org.yardmaster.load.Imported;
import org.yardmaster.load.Importers;
import org.yardmaster.load.RowPolicy;
import org.yardmaster.testing.SharedData;

/** What the audit finds in published data: known defects stay found. */
class RealDataAuditTest {
  private static AuditedSet read(String format, String folder) {
    Imported data =
        Importers.named(format)
            .read(SharedData.require(folder), RowPolicy.strict(), ImportOptions.STANDARD)
            .getFirst();
    return new AuditedSet(data.id(), data.samples(), data.outcomes());
  }

  private static Map<String, Long> counts(AuditedSet... sets) {
    Map<String, Long> counts = new TreeMap<>();
    for (Finding finding : Audit.of(List.of(sets), AuditSpec.STANDARD)) {
      counts.merge(finding.kind().wireName(), finding.count(), Long::sum);
    }
    return counts;
  }

  @Test
  void bfclHasErrorMessagesThatCountAsRight() {
    assertThat(counts(read("bfcl", "bfcl")))
        .containsEntry("zero-cost-success", 30L)
        .containsEntry("exact-duplicates", 105L)
        .doesNotContainKey("split-leak-exact");
  }

  @Test
  void routerArenaHasOddTotalsAndANegativeScore() {
    assertThat(counts(read("routerarena", "routerarena")))
        .containsEntry("total-tokens-disagree", 374L)
        .containsEntry("quality-out-of-range", 1L);
  }

  @Test
  void zeroEvalContainsTheGsm8kTestSet() {
    assertThat(counts(read("routellm", "routellm/gsm8k"), read("zeroeval", "zeroeval")))
        .containsEntry("dataset-overlap-near", 1_307L);
  }

  @Test
  void mmluRepeatsPromptsButNoneAcrossOurSplit() {
    assertThat(counts(read("routellm", "routellm/mmlu")))
        .containsEntry("exact-duplicates", 105L)
        .doesNotContainKey("split-leak-exact");
  }
}
