package org.yardmaster.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.yardmaster.data.Split;
import org.yardmaster.data.Splitter;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.outcome.OutcomeTable;

/** Picks rows and candidates of a table by name. */
public final class Selection {
  private Selection() {}

  /** The rows whose group belongs to one of the splits. */
  public static int[] rows(OutcomeTable table, Set<Split> splits) {
    return IntStream.range(0, table.sampleCount())
        .filter(row -> splits.contains(Splitter.STANDARD.split(table.samples().get(row).groupId())))
        .toArray();
  }

  /**
   * The named candidates; all when no name is given.
   *
   * @throws IllegalArgumentException naming those there are when one is unknown
   */
  public static OutcomeTable candidates(OutcomeTable table, List<String> ids) {
    if (ids.isEmpty()) {
      return table;
    }
    return table.columns(ids.stream().mapToInt(id -> index(table, id)).toArray());
  }

  private static int index(OutcomeTable table, String id) {
    int index = table.candidateIndex(id);
    if (index < 0) {
      throw new IllegalArgumentException(
          "Unknown candidate (%s) in data set %s; it has %s."
              .formatted(
                  id, table.datasetId(), table.candidates().stream().map(Candidate::id).toList()));
    }
    return index;
  }

  /** The candidates with at least one graded answer. */
  public static OutcomeTable answering(OutcomeTable table) {
    int[] kept =
        IntStream.range(0, table.candidateCount())
            .filter(
                candidate ->
                    IntStream.range(0, table.sampleCount())
                        .anyMatch(sample -> table.present(candidate, sample)))
            .toArray();
    return kept.length == table.candidateCount() ? table : table.columns(kept);
  }

  /** The indices of the candidates that have a cost wherever they have a grade. */
  public static int[] priced(OutcomeTable table) {
    return IntStream.range(0, table.candidateCount()).filter(table::priced).toArray();
  }

  /** Ids of the candidates that lack a cost somewhere. */
  public static List<String> unpriced(OutcomeTable table) {
    int[] priced = priced(table);
    return IntStream.range(0, table.candidateCount())
        .filter(index -> Arrays.binarySearch(priced, index) < 0)
        .mapToObj(index -> table.candidates().get(index).id())
        .toList();
  }
}
