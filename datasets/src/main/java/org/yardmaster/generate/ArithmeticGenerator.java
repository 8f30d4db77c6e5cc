package org.yardmaster.generate;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Sums to be worked out: bare expressions, price changes, shopping receipts and travel times. */
final class ArithmeticGenerator implements Generator {
  private final Wording wording = Wording.of("arithmetic");

  @Override
  public String task() {
    return "arithmetic";
  }

  @Override
  public Draft draft(Draw draw) {
    return switch (draw.between(0, 3)) {
      case 0 -> expression(draw);
      case 1 -> priceChanges(draw);
      case 2 -> receipt(draw);
      default -> journey(draw);
    };
  }

  /** Two, four or six operations on ever larger numbers; divisions never occur. */
  private Draft expression(Draw draw) {
    int largest = draw.byDifficulty(20, 99, 999);
    long value = draw.between(2, largest);
    StringBuilder text = new StringBuilder(Long.toString(value));
    for (int step = draw.byDifficulty(1, 3, 5); step >= 0; step--) {
      int operand = draw.between(2, largest);
      switch (draw.between(0, 2)) {
        case 0 -> {
          value += operand;
          text.append(" + ").append(operand);
        }
        case 1 -> {
          value -= operand;
          text.append(" − ").append(operand);
        }
        default -> {
          int factor = draw.between(2, draw.byDifficulty(5, 12, 25));
          value *= factor;
          if (text.indexOf(" ") >= 0) {
            text.insert(0, '(').append(')');
          }
          text.append(" × ").append(factor);
        }
      }
    }
    String prompt = wording.say(draw, "expression", Map.of("expression", text));
    return new Draft("expression", prompt, Numbers.exactly(value));
  }

  private Draft priceChanges(Draw draw) {
    BigDecimal price = Numbers.of(draw.between(4, 60) * draw.byDifficulty(10L, 5L, 3L));
    StringBuilder text = new StringBuilder();
    text.append(
        wording.say(draw, "price", Map.of("thing", wording.say(draw, "things"), "price", price)));
    for (int step = draw.byDifficulty(1, 2, 4); step > 0; step--) {
      int percent = draw.byDifficulty(10, 5, 1) * draw.between(1, draw.byDifficulty(5, 8, 30));
      boolean down = draw.chance(60);
      price = price.add(Numbers.percentOf(price, down ? -percent : percent));
      text.append(' ').append(wording.say(draw, down ? "cut" : "rise", Map.of("percent", percent)));
    }
    text.append(' ').append(wording.say(draw, "priceQuestion"));
    return new Draft("price", text.toString(), Numbers.rounded(price, 2));
  }

  private Draft receipt(Draw draw) {
    long cents = 0;
    StringBuilder lines = new StringBuilder();
    for (String goods :
        draw.several(wording.list("goods", draw.language()), draw.byDifficulty(2, 4, 6))) {
      int count = draw.between(1, draw.byDifficulty(4, 8, 15));
      int unit = draw.between(3, 40) * draw.byDifficulty(50, 10, 1) + draw.byDifficulty(0, 5, 89);
      cents += (long) count * unit;
      BigDecimal unitPrice = Numbers.hundredths(unit);
      lines.append("\n- %d × %s: %s €".formatted(count, goods, draw.language().number(unitPrice)));
    }
    int deposit = draw.byDifficulty(0, 0, draw.between(2, 12) * 25);
    if (deposit > 0) {
      String credit = draw.language().number(Numbers.hundredths(deposit));
      lines.append('\n').append(wording.say(draw, "deposit", Map.of("credit", credit)));
    }
    long due = cents - deposit;
    long note = (due / 1000 + 1) * 1000;
    String prompt = wording.say(draw, "receipt", Map.of("lines", lines, "note", note / 100));
    return new Draft("receipt", prompt, Numbers.exactly(Numbers.hundredths(note - due)));
  }

  /** Legs at constant speed with breaks; speeds and times make whole kilometres. */
  private Draft journey(Draw draw) {
    long kilometres = 0;
    StringBuilder legs = new StringBuilder();
    for (int leg = draw.byDifficulty(1, 2, 4); leg > 0; leg--) {
      int quarters = draw.between(2, 14);
      int speed = draw.pick(List.of(12, 16, 20, 24, 48, 60, 84, 96));
      kilometres += (long) speed * quarters / 4;
      legs.append(' ')
          .append(wording.say(draw, "leg", Map.of("minutes", quarters * 15, "speed", speed)));
      if (leg > 1) {
        legs.append(' ')
            .append(wording.say(draw, "break", Map.of("minutes", draw.between(2, 9) * 5)));
      }
    }
    String who = wording.say(draw, "travellers");
    String prompt = wording.say(draw, "journey", Map.of("who", who, "legs", legs));
    return new Draft("journey", prompt, Numbers.exactly(kilometres));
  }
}
