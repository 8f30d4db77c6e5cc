package org.yardmaster.generate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yardmaster.data.Target;

/** Token ledgers, gas receipts and constant-product pools. */
final class OnchainGenerator implements Generator {
  private final Wording wording = Wording.of("onchain-data-analysis");

  @Override
  public String task() {
    return "onchain-data-analysis";
  }

  @Override
  public Draft draft(Draw draw) {
    return switch (draw.between(0, 2)) {
      case 0 -> ledger(draw);
      case 1 -> gas(draw);
      default -> pool(draw);
    };
  }

  /** Amounts are multiples of 100, so that a burn of whole percents stays whole. */
  private Draft ledger(Draw draw) {
    String token = wording.say(draw, "tokens");
    List<String> wallets = wallets(draw, draw.byDifficulty(3, 5, 7));
    Map<String, Integer> balances = new TreeMap<>();
    wallets.forEach(wallet -> balances.put(wallet, 0));
    String rich = wallets.getFirst();
    int start = draw.between(50, 900) * 100;
    balances.put(rich, start);
    int percent = draw.byDifficulty(0, 0, draw.between(1, 9));
    List<String> rows = new ArrayList<>();
    for (int transfer = draw.byDifficulty(3, 8, 18); transfer > 0; transfer--) {
      List<String> able =
          wallets.stream().filter(wallet -> balances.getOrDefault(wallet, 0) >= 100).toList();
      String from = draw.pick(able);
      String to = draw.pick(wallets.stream().filter(wallet -> !wallet.equals(from)).toList());
      int amount = draw.between(1, balances.getOrDefault(from, 0) / 100) * 100;
      balances.merge(from, -amount, Integer::sum);
      balances.merge(to, amount - amount * percent / 100, Integer::sum);
      rows.add("%s -> %s: %d".formatted(from, to, amount));
    }
    String wallet = draw.pick(wallets);
    int most = balances.values().stream().max(Comparator.naturalOrder()).orElse(0);
    List<String> richest =
        wallets.stream().filter(one -> balances.getOrDefault(one, 0) == most).toList();
    boolean askRichest = richest.size() == 1 && draw.chance(40);
    String question =
        wording.say(
            draw, askRichest ? "richest" : "balance", Map.of("token", token, "wallet", wallet));
    if (percent > 0) {
      question = wording.say(draw, "burn", Map.of("percent", percent)) + ' ' + question;
    }
    Map<String, Object> slots =
        Map.of(
            "token", token,
            "rich", rich,
            "start", start,
            "rows", String.join("\n", rows),
            "question", question);
    Target target =
        askRichest ? new Target.Text(richest) : Numbers.exactly(balances.getOrDefault(wallet, 0));
    return new Draft(
        askRichest ? "richest" : "balance", wording.say(draw, "ledger", slots), target);
  }

  private static List<String> wallets(Draw draw, int count) {
    List<String> wallets = new ArrayList<>();
    while (wallets.size() < count) {
      String wallet = "0x%04x".formatted(draw.between(0x1000, 0xffff));
      if (!wallets.contains(wallet)) {
        wallets.add(wallet);
      }
    }
    return wallets;
  }

  private Draft gas(Draw draw) {
    String asked = draw.pick(List.of("success", "failed"));
    long total = 0;
    List<String> rows = new ArrayList<>();
    for (int row = draw.byDifficulty(3, 6, 12); row > 0; row--) {
      int used = 21_000 + draw.between(0, 90) * draw.byDifficulty(1000, 100, 37);
      int tenths = draw.between(4, 90) * draw.byDifficulty(10, 5, 1);
      String status = row == 1 || draw.chance(60) ? asked : other(asked);
      BigDecimal price = BigDecimal.valueOf(tenths, 1);
      total += status.equals(asked) ? (long) used * tenths : 0;
      rows.add(
          "0x%04x… | %d | %s | %s"
              .formatted(
                  draw.between(0x1000, 0xffff), used, draw.language().number(price), status));
    }
    Map<String, String> slots = Map.of("rows", String.join("\n", rows), "status", asked);
    Target target = Numbers.exactly(BigDecimal.valueOf(total, 1));
    return new Draft("gas", wording.say(draw, "gas", slots), target);
  }

  private static String other(String status) {
    return status.equals("success") ? "failed" : "success";
  }

  private Draft pool(Draw draw) {
    int baseStart = draw.between(10, 900) * 1000;
    int quoteStart = draw.between(5, 400) * 100;
    BigDecimal base = Numbers.of(baseStart);
    BigDecimal quote = Numbers.of(quoteStart);
    BigDecimal fee = draw.byDifficulty(BigDecimal.ZERO, BigDecimal.ZERO, new BigDecimal("0.3"));
    BigDecimal paid = BigDecimal.ZERO;
    List<String> swaps = new ArrayList<>();
    for (int swap = draw.byDifficulty(1, 2, 3); swap > 0; swap--) {
      int amount = draw.between(1, 50) * baseStart / 1000;
      swaps.add(wording.say(draw, "swap", Map.of("amount", amount)));
      BigDecimal effective =
          Numbers.of(amount).multiply(BigDecimal.ONE.subtract(fee.movePointLeft(2)));
      paid = quote.multiply(effective).divide(base.add(effective), 30, RoundingMode.HALF_EVEN);
      base = base.add(Numbers.of(amount));
      quote = quote.subtract(paid);
    }
    Map<String, Object> slots =
        Map.of(
            "base", baseStart,
            "quote", quoteStart,
            "token", wording.say(draw, "tokens"),
            "fee", draw.language().number(fee),
            "swaps", String.join(" ", swaps));
    return new Draft("pool", wording.say(draw, "pool", slots), Numbers.rounded(paid, 4));
  }
}
