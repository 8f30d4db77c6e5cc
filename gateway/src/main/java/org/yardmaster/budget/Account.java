package org.yardmaster.budget;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Where money of one limit, one subject and one turn of the period is counted. The cap is no part
 * of its identity: a changed cap applies to what was spent before.
 *
 * @param selectors the limit's
 * @param subject the same with every {@code *} replaced by a value
 */
public record Account(
    List<Selector> selectors, List<Selector> subject, Period period, ZoneId zone, Window window) {
  public Account {
    selectors = List.copyOf(selectors);
    subject = List.copyOf(subject);
  }

  /** Unique among all accounts, sortable, stable between versions: stores use it as the key. */
  public String id() {
    StringBuilder id = new StringBuilder(80);
    write(id, selectors);
    write(id.append('|'), subject);
    return id.append('|')
        .append(period.wireName())
        .append('|')
        .append(window.start().toEpochMilli())
        .toString();
  }

  /** For people and {@code limit_source}: {@code key=k1 model=m per day (Europe/Berlin)}. */
  public String source() {
    String who = subject.isEmpty() ? "all calls" : spelled(subject);
    return period == Period.TOTAL
        ? who + " in total"
        : "%s per %s (%s)"
            .formatted(who, period.wireName(), zone.equals(ZoneOffset.UTC) ? "UTC" : zone);
  }

  /** Whether a call of that scope is counted here. */
  public boolean counts(Scope scope) {
    return subject.stream()
        .allMatch(selector -> scope.values(selector.dimension()).contains(selector.value()));
  }

  private static String spelled(List<Selector> subject) {
    return subject.stream().map(Selector::toString).collect(Collectors.joining(" "));
  }

  /** Selectors in one line that {@link #selectors(String)} reads back. */
  public static String written(List<Selector> selectors) {
    StringBuilder text = new StringBuilder();
    write(text, selectors);
    return text.toString();
  }

  private static void write(StringBuilder text, List<Selector> selectors) {
    for (int index = 0; index < selectors.size(); index++) {
      Selector selector = selectors.get(index);
      text.append(index == 0 ? "" : "&").append(selector.dimension().wireName()).append('=');
      text.append(escaped(selector.value()));
    }
  }

  /** Reads what {@link #written} wrote. */
  public static List<Selector> selectors(String written) {
    return written.isEmpty()
        ? List.of()
        : Arrays.stream(written.split("&")).map(Account::selector).toList();
  }

  private static Selector selector(String written) {
    int equals = written.indexOf('=');
    return new Selector(
        Dimension.valueOf(written.substring(0, equals).toUpperCase(Locale.ROOT)),
        unescaped(written.substring(equals + 1)));
  }

  private static String escaped(String value) {
    return value.replace("%", "%25").replace("&", "%26").replace("|", "%7C").replace("=", "%3D");
  }

  private static String unescaped(String value) {
    return value.replace("%3D", "=").replace("%7C", "|").replace("%26", "&").replace("%25", "%");
  }
}
