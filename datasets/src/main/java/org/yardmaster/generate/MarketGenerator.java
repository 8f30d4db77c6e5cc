package org.yardmaster.generate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yardmaster.data.Target;

/** Price tables and order books; difficulty is the number of rows and of steps per answer. */
final class MarketGenerator implements Generator {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final Wording wording = Wording.of("market-data-analysis");

  @Override
  public String task() {
    return "market-data-analysis";
  }

  /** One day; prices in cents. */
  private record Bar(int open, int high, int low, int close, int volume) {}

  @Override
  public Draft draft(Draw draw) {
    return draw.chance(25) ? book(draw) : table(draw);
  }

  private Draft table(Draw draw) {
    List<Bar> bars = bars(draw, draw.byDifficulty(4, 8, 16));
    String kind =
        draw.pick(
            draw.byDifficulty(
                List.of("change", "busiest", "rising"),
                List.of("drawdown", "rising", "vwap"),
                List.of("drawdown", "vwap")));
    StringBuilder rows = new StringBuilder();
    for (int day = 1; day <= bars.size(); day++) {
      Bar bar = bars.get(day - 1);
      rows.append(
          "%s%d | %s | %s | %s | %s | %d"
              .formatted(
                  day > 1 ? "\n" : "",
                  day,
                  price(draw, bar.open()),
                  price(draw, bar.high()),
                  price(draw, bar.low()),
                  price(draw, bar.close()),
                  bar.volume()));
    }
    String question = wording.say(draw, kind, Map.of("last", bars.size()));
    String symbol = wording.say(draw, "symbols");
    Map<String, Object> slots = Map.of("symbol", symbol, "rows", rows, "question", question);
    return new Draft(kind, wording.say(draw, "table", slots), answer(kind, bars));
  }

  private static Target answer(String kind, List<Bar> bars) {
    return switch (kind) {
      case "change" -> Numbers.rounded(percent(bars.getFirst().close(), bars.getLast().close()), 2);
      case "drawdown" -> Numbers.rounded(drawdown(bars), 2);
      case "vwap" -> Numbers.rounded(vwap(bars), 2);
      case "rising" -> Numbers.exactly(rising(bars));
      default -> Numbers.exactly(busiest(bars));
    };
  }

  private static BigDecimal percent(int from, int to) {
    return Numbers.ratio(Numbers.of(to - (long) from).multiply(HUNDRED), Numbers.of(from), 8);
  }

  private static BigDecimal drawdown(List<Bar> bars) {
    BigDecimal deepest = BigDecimal.ZERO;
    int peak = 0;
    for (Bar bar : bars) {
      peak = Math.max(peak, bar.close());
      deepest = deepest.max(percent(peak, bar.close()).negate());
    }
    return deepest;
  }

  private static BigDecimal vwap(List<Bar> bars) {
    long volume = bars.stream().mapToLong(Bar::volume).sum();
    long turnover = bars.stream().mapToLong(bar -> (long) bar.close() * bar.volume()).sum();
    return Numbers.ratio(Numbers.hundredths(turnover), Numbers.of(volume), 8);
  }

  private static int rising(List<Bar> bars) {
    int days = 0;
    for (int day = 1; day < bars.size(); day++) {
      days += bars.get(day).close() > bars.get(day - 1).close() ? 1 : 0;
    }
    return days;
  }

  private static int busiest(List<Bar> bars) {
    int widest = 0;
    for (int day = 1; day < bars.size(); day++) {
      widest = range(bars.get(day)) > range(bars.get(widest)) ? day : widest;
    }
    return widest + 1;
  }

  private static int range(Bar bar) {
    return bar.high() - bar.low();
  }

  private static List<Bar> bars(Draw draw, int days) {
    List<Bar> bars = new ArrayList<>();
    int close = draw.between(900, 9000);
    for (int day = 0; day < days; day++) {
      int open = close + draw.between(-close / 100, close / 100);
      close = open + draw.between(-open / 25, open / 24);
      int high = Math.max(open, close) + draw.between(0, open / 50);
      int low = Math.min(open, close) - draw.between(0, open / 50);
      bars.add(new Bar(open, high, low, close, draw.between(20, 400) * 100));
    }
    return bars;
  }

  private Draft book(Draw draw) {
    List<String> rows = new ArrayList<>();
    int cents = draw.between(500, 9000);
    int levels = draw.byDifficulty(2, 4, 7);
    long turnover = 0;
    int pieces = 0;
    for (int level = 0; level < levels; level++) {
      int size = draw.between(2, 60) * draw.byDifficulty(10, 5, 1);
      int taken = level == levels - 1 ? draw.between(1, size) : size;
      rows.add("%s | %d".formatted(price(draw, cents), size));
      turnover += (long) cents * taken;
      pieces += taken;
      cents += draw.between(1, 15);
    }
    rows.add("%s | %d".formatted(price(draw, cents), draw.between(20, 90)));
    Map<String, Object> slots =
        Map.of(
            "symbol", wording.say(draw, "symbols"),
            "rows", String.join("\n", rows),
            "pieces", pieces);
    BigDecimal average = Numbers.ratio(Numbers.hundredths(turnover), Numbers.of(pieces), 8);
    return new Draft("book", wording.say(draw, "book", slots), Numbers.rounded(average, 4));
  }

  private static String price(Draw draw, int cents) {
    return draw.language().number(Numbers.hundredths(cents));
  }
}
