package org.yardmaster.audit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yardmaster.data.PublishedSplit;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Split;
import org.yardmaster.data.Splitter;

/**
 * What landed where, by task.
 *
 * @param rows one per task, sorted by name
 */
public record SplitReport(List<Row> rows) {
  /**
   * Numbers of samples of one task.
   *
   * @param splits by our split
   * @param published by the split of the source
   */
  public record Row(String task, Map<Split, Long> splits, Map<PublishedSplit, Long> published) {
    public Row {
      splits = Map.copyOf(splits);
      published = Map.copyOf(published);
    }

    public long count(Split split) {
      return splits.getOrDefault(split, 0L);
    }

    public long count(PublishedSplit split) {
      return published.getOrDefault(split, 0L);
    }
  }

  public SplitReport {
    rows = List.copyOf(rows);
  }

  public static SplitReport of(List<Sample> samples, Splitter splitter) {
    Map<String, Map<Split, Long>> splits = new TreeMap<>();
    Map<String, Map<PublishedSplit, Long>> published = new TreeMap<>();
    for (Sample sample : samples) {
      splits
          .computeIfAbsent(sample.task(), task -> new EnumMap<>(Split.class))
          .merge(splitter.split(sample.groupId()), 1L, Long::sum);
      published
          .computeIfAbsent(sample.task(), task -> new EnumMap<>(PublishedSplit.class))
          .merge(sample.publishedSplit(), 1L, Long::sum);
    }
    List<Row> rows = new ArrayList<>();
    splits.forEach(
        (task, counts) -> rows.add(new Row(task, counts, published.getOrDefault(task, Map.of()))));
    return new SplitReport(rows);
  }
}
