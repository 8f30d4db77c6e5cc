package org.yardmaster.page;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yardmaster.table.Table;

/**
 * A short publication: an answer, its figures, and tables behind it. Comparisons of runs and
 * monthly statements are of this form.
 *
 * @param kind one word, safe as a file name: the files are called after it
 * @param meta one line on what and when
 * @param simulated whether any figure comes from a simulated candidate
 * @param answer the answer in a few words
 * @param lead the answer in a sentence or two
 * @param figures the main figures: name, value and a remark each
 * @param exhibits what stands behind them, in the order to print
 * @param provenance facts about inputs, in the order to print
 * @param commands what recomputes the numbers
 */
public record Bulletin(
    String kind,
    String title,
    String meta,
    boolean simulated,
    String answer,
    String lead,
    Table figures,
    List<Exhibit> exhibits,
    Map<String, String> provenance,
    List<ReportInput.Command> commands) {
  public Bulletin {
    requireNonNull(title, "title is null");
    requireNonNull(meta, "meta is null");
    requireNonNull(answer, "answer is null");
    requireNonNull(lead, "lead is null");
    requireNonNull(figures, "figures is null");
    exhibits = List.copyOf(exhibits);
    provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
    commands = List.copyOf(commands);
    if (!kind.matches("[a-z]+")) {
      throw new IllegalArgumentException("Kind (%s) is not one word.".formatted(kind));
    }
  }
}
