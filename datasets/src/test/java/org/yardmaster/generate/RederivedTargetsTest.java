package org.yardmaster.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yardmaster.data.Sample;
import org.yardmaster.data.Target;

/** Works targets out again from nothing but the text of the prompt, for a seed of its own. */
class RederivedTargetsTest {
  private static final List<Sample> SAMPLES = new GeneratedSamples(7, 120).samples();

  private static Stream<Sample> family(String name) {
    return SAMPLES.stream().filter(sample -> sample.groupId().startsWith("gen-" + name + "-"));
  }

  private static String text(Sample sample) {
    return sample.prompt().messages().getLast().text();
  }

  private static BigDecimal value(Sample sample) {
    return ((Target.Numeric) sample.target()).value();
  }

  private static BigDecimal number(String text) {
    return new BigDecimal(text.replace(',', '.'));
  }

  private static List<MatchResult> find(String regex, Sample sample) {
    return find(regex, text(sample));
  }

  private static List<MatchResult> find(String regex, String text) {
    return Pattern.compile(regex, Pattern.MULTILINE).matcher(text).results().toList();
  }

  @Test
  void expressionsHaveTheirValue() {
    assertThat(family("arithmetic-expression"))
        .hasSizeGreaterThan(10)
        .allSatisfy(
            sample -> {
              String expression =
                  find("\\(*\\d[\\d ()+−×]*[\\d)]", sample).getFirst().group().replace(" ", "");
              assertThat(value(sample)).isEqualByComparingTo(new Expression(expression).value());
            });
  }

  @Test
  void changeIsWhatIsGivenMinusWhatIsBought() {
    assertThat(family("arithmetic-receipt"))
        .hasSizeGreaterThan(10)
        .allSatisfy(
            sample -> {
              BigDecimal left = number(find("(?i)(\\d+) eur", sample).getLast().group(1));
              for (MatchResult line : find("^- (\\d+) × .*?: ([\\d.,]+) €", sample)) {
                left = left.subtract(number(line.group(1)).multiply(number(line.group(2))));
              }
              for (MatchResult line : find("^- \\D+ ([\\d.,]+) €$", sample)) {
                left = left.add(number(line.group(1)));
              }
              assertThat(value(sample)).isEqualByComparingTo(left);
            });
  }

  @Test
  void balancesFollowFromTheTransfers() {
    assertThat(family("onchain-data-analysis-balance"))
        .hasSizeGreaterThan(10)
        .allSatisfy(
            sample -> {
              String rich = find("0x[0-9a-f]{4}", sample).getFirst().group();
              Map<String, Integer> balances = new HashMap<>();
              String withoutWallets = text(sample).replaceAll("0x[0-9a-f]{4}", "w");
              String start = find("\\d{4,5}", withoutWallets).getFirst().group();
              balances.put(rich, Integer.parseInt(start));
              List<MatchResult> burns = find("(\\d) %", sample);
              int burn = burns.isEmpty() ? 0 : Integer.parseInt(burns.getFirst().group(1));
              for (MatchResult row : find("^(0x\\w+) -> (0x\\w+): (\\d+)$", sample)) {
                int amount = Integer.parseInt(row.group(3));
                balances.merge(row.group(1), -amount, Integer::sum);
                balances.merge(row.group(2), amount - amount * burn / 100, Integer::sum);
              }
              String asked = find("0x[0-9a-f]{4}", sample).getLast().group();
              assertThat(value(sample).intValueExact()).isEqualTo(balances.getOrDefault(asked, 0));
            });
  }

  @Test
  void gasAddsUpByStatus() {
    assertThat(family("onchain-data-analysis-gas"))
        .hasSizeGreaterThan(10)
        .allSatisfy(
            sample -> {
              String question = text(sample).substring(text(sample).indexOf("\n\n"));
              String asked = question.contains("failed") ? "failed" : "success";
              BigDecimal total = BigDecimal.ZERO;
              for (MatchResult row : find("\\| (\\d+) \\| ([\\d.,]+) \\| (\\w+)$", sample)) {
                if (row.group(3).equals(asked)) {
                  total = total.add(number(row.group(1)).multiply(number(row.group(2))));
                }
              }
              assertThat(value(sample)).isEqualByComparingTo(total);
            });
  }

  @Test
  void risingDaysAndWeightedAveragesFollowFromTheTable() {
    assertThat(
            Stream.concat(
                family("market-data-analysis-rising"), family("market-data-analysis-vwap")))
        .hasSizeGreaterThan(20)
        .allSatisfy(
            sample -> {
              List<MatchResult> rows = find("^\\d+ \\| .* \\| ([\\d.,]+) \\| (\\d+)$", sample);
              BigDecimal turnover = BigDecimal.ZERO;
              BigDecimal volume = BigDecimal.ZERO;
              int rising = 0;
              BigDecimal before = number(rows.getFirst().group(1));
              for (MatchResult row : rows) {
                BigDecimal close = number(row.group(1));
                turnover = turnover.add(close.multiply(number(row.group(2))));
                volume = volume.add(number(row.group(2)));
                rising += close.compareTo(before) > 0 ? 1 : 0;
                before = close;
              }
              BigDecimal expected =
                  sample.groupId().contains("rising")
                      ? BigDecimal.valueOf(rising)
                      : turnover.divide(volume, 2, RoundingMode.HALF_UP);
              assertThat(value(sample)).isEqualByComparingTo(expected);
            });
  }

  @Test
  void marketOrdersPayForTheLevelsTheyTake() {
    assertThat(family("market-data-analysis-book"))
        .hasSizeGreaterThan(10)
        .allSatisfy(
            sample -> {
              String question = text(sample).substring(text(sample).lastIndexOf('\n'));
              BigDecimal pieces = number(question.replaceAll("\\D*?(\\d+) \\D.*", "$1").strip());
              BigDecimal left = pieces;
              BigDecimal paid = BigDecimal.ZERO;
              for (MatchResult row : find("^([\\d.,]+) \\| (\\d+)$", sample)) {
                BigDecimal taken = left.min(number(row.group(2)));
                paid = paid.add(taken.multiply(number(row.group(1))));
                left = left.subtract(taken);
              }
              assertThat(value(sample))
                  .isEqualByComparingTo(paid.divide(pieces, 4, RoundingMode.HALF_UP));
            });
  }
}
