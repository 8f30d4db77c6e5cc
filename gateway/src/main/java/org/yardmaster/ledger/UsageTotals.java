package org.yardmaster.ledger;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.yardmaster.outcome.Cost;
import org.yardmaster.outcome.Usage;
import org.yardmaster.outcome.UsageRecord;

/**
 * Sums of usage records by any combination of columns. Simulated traffic is always summed apart. A
 * record with several tags counts under each of them.
 */
public final class UsageTotals implements Consumer<UsageRecord> {
  private final List<Column> by;
  private final ZoneId zone;
  private final Map<List<String>, Total> totals =
      new TreeMap<>((left, right) -> left.toString().compareTo(right.toString()));

  /** What records can be told apart by. */
  public enum Column {
    KEY,
    MODEL,
    CANDIDATE,
    PROVIDER,
    TASK,
    TAG,
    DAY
  }

  /**
   * The sum over a group.
   *
   * @param group one value per column asked for
   * @param simulated whether no language model answered
   * @param calls records in the group
   * @param unpriced calls of unknown cost, left out of {@code costNanoUsd}
   * @param inputTokens uncached prompt tokens
   * @param cachedTokens prompt tokens read from a cache
   * @param outputTokens visible answer tokens
   * @param reasoningTokens hidden answer tokens
   * @param costNanoUsd of the calls with a known cost
   * @param compared calls whose cost and reference cost are both known
   * @param comparedNanoUsd what those cost
   * @param referenceNanoUsd what those would have cost at the reference candidate
   */
  public record Total(
      List<String> group,
      boolean simulated,
      long calls,
      long unpriced,
      long inputTokens,
      long cachedTokens,
      long outputTokens,
      long reasoningTokens,
      long costNanoUsd,
      long compared,
      long comparedNanoUsd,
      long referenceNanoUsd) {
    /** No call at all. */
    public static final Total NONE = new Total(List.of(), false, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    public Total {
      group = List.copyOf(group);
    }

    /**
     * Reference cost minus cost of the compared calls: a saving, or for simulated traffic a {@code
     * simulatedReduction}, which is none.
     */
    public long reductionNanoUsd() {
      return referenceNanoUsd - comparedNanoUsd;
    }

    /** Both groups together, named after this one. */
    public Total plus(Total more) {
      return new Total(
          group,
          simulated,
          calls + more.calls,
          unpriced + more.unpriced,
          inputTokens + more.inputTokens,
          cachedTokens + more.cachedTokens,
          outputTokens + more.outputTokens,
          reasoningTokens + more.reasoningTokens,
          Math.addExact(costNanoUsd, more.costNanoUsd),
          compared + more.compared,
          Math.addExact(comparedNanoUsd, more.comparedNanoUsd),
          Math.addExact(referenceNanoUsd, more.referenceNanoUsd));
    }
  }

  /**
   * An empty sum.
   *
   * @param by columns in the order wanted; none for one grand total
   * @param zone whose calendar names the days
   */
  public UsageTotals(List<Column> by, ZoneId zone) {
    this.by = List.copyOf(by);
    this.zone = zone;
  }

  @Override
  public void accept(UsageRecord record) {
    for (List<String> group : groups(record)) {
      List<String> key = new ArrayList<>(group);
      key.add(record.served().simulated() ? "simulated" : "");
      totals.merge(key, one(group, record), Total::plus);
    }
  }

  /** The sums, sorted by group, simulated ones after the others of their group. */
  public List<Total> list() {
    return List.copyOf(totals.values());
  }

  private List<List<String>> groups(UsageRecord record) {
    List<List<String>> groups = List.of(List.of());
    for (Column column : by) {
      List<List<String>> longer = new ArrayList<>();
      for (String value : values(column, record)) {
        for (List<String> group : groups) {
          List<String> extended = new ArrayList<>(group);
          extended.add(value);
          longer.add(extended);
        }
      }
      groups = longer;
    }
    return groups;
  }

  private List<String> values(Column column, UsageRecord record) {
    List<String> tags = record.caller().tags();
    return switch (column) {
      case KEY -> List.of(record.caller().key());
      case MODEL -> List.of(record.served().model());
      case CANDIDATE -> List.of(record.served().candidate());
      case PROVIDER -> List.of(record.served().provider());
      case TASK -> List.of(record.caller().task());
      case TAG -> tags.isEmpty() ? List.of("") : tags.stream().distinct().toList();
      case DAY -> List.of(record.at().atZone(zone).toLocalDate().toString());
    };
  }

  private static Total one(List<String> group, UsageRecord record) {
    Usage.Tokens tokens =
        switch (record.usage()) {
          case Usage.Unknown() -> Usage.Tokens.measured(0, 0);
          case Usage.Tokens known -> known;
        };
    boolean priced = record.cost() instanceof Cost.Known;
    boolean compared = priced && record.reference().cost() instanceof Cost.Known;
    long cost = nano(record.cost());
    return new Total(
        group,
        record.served().simulated(),
        1,
        priced ? 0 : 1,
        tokens.input(),
        tokens.cachedInput(),
        tokens.output(),
        tokens.reasoning(),
        cost,
        compared ? 1 : 0,
        compared ? cost : 0,
        compared ? nano(record.reference().cost()) : 0);
  }

  private static long nano(Cost cost) {
    return switch (cost) {
      case Cost.Known(long nanoUsd) -> nanoUsd;
      case Cost.Unknown unknown -> 0;
    };
  }
}
