package org.yardmaster.generate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.yardmaster.data.Target;

/** Invoices, logs and mail signatures to be turned into JSON; noise grows with difficulty. */
final class ExtractionGenerator implements Generator {
  private final Wording wording = Wording.of("extraction");
  private final Wording people = Wording.of("people");

  @Override
  public String task() {
    return "extraction";
  }

  @Override
  public Draft draft(Draw draw) {
    return switch (draw.between(0, 2)) {
      case 0 -> invoice(draw);
      case 1 -> log(draw);
      default -> contact(draw);
    };
  }

  private record Bill(
      String invoice, String isoDate, BigDecimal total, Map<String, String> slots) {}

  private Bill bill(Draw draw, String company) {
    int month = draw.between(1, 12);
    int day = draw.between(1, 28);
    int year = draw.between(2023, 2026);
    String date =
        people.say(
            draw, "dates", Map.of("day", day, "month", monthName(draw, month), "year", year));
    BigDecimal total = Numbers.hundredths(draw.between(1000, 999_999));
    String invoice =
        "%s-%d".formatted(draw.pick(List.of("INV", "RE", "F", "2026")), draw.between(100, 9999));
    return new Bill(
        invoice,
        "%d-%02d-%02d".formatted(year, month, day),
        total,
        Map.of(
            "invoice", invoice,
            "company", company,
            "date", date,
            "total", draw.language().number(total)));
  }

  private String monthName(Draw draw, int month) {
    return people.list("months", draw.language()).get(month - 1);
  }

  private Draft invoice(Draw draw) {
    String company = draw.pick(wording.list("companies", draw.language()));
    Bill bill = bill(draw, company);
    BigDecimal total = bill.total();
    List<String> text = new ArrayList<>();
    text.add(wording.say(draw, "invoice", bill.slots()));
    for (int decoy = draw.byDifficulty(0, 1, 3); decoy > 0; decoy--) {
      text.add(
          draw.between(0, text.size()), wording.say(draw, "decoy", bill(draw, company).slots()));
    }
    if (draw.difficulty() == Difficulty.HARD) {
      total = Numbers.hundredths(draw.between(1000, 999_999));
      Map<String, String> slots = Map.of("total", draw.language().number(total));
      text.add(wording.say(draw, "correction", slots));
    }
    String json =
        "{\"date\":\"%s\",\"invoice\":\"%s\",\"total\":%s}"
            .formatted(bill.isoDate(), bill.invoice(), total.stripTrailingZeros().toPlainString());
    return new Draft("invoice", framed(draw, "invoiceTask", text), new Target.Json(json));
  }

  private Draft log(Draw draw) {
    List<String> services =
        draw.several(wording.list("services", draw.language()), draw.byDifficulty(2, 3, 5));
    String asked = services.getFirst();
    int errors = 0;
    int slowest = 0;
    int second = draw.between(0, 40);
    List<String> lines = new ArrayList<>();
    for (int line = draw.byDifficulty(5, 12, 28); line > 0; line--) {
      String service = line == 1 ? asked : draw.pick(services);
      String level = draw.pick(List.of("INFO", "INFO", "WARN", "ERROR"));
      int millis = draw.between(3, 2500);
      second += draw.between(1, 9);
      if (service.equals(asked)) {
        errors += level.equals("ERROR") ? 1 : 0;
        slowest = Math.max(slowest, millis);
      }
      lines.add(
          String.format(
              Locale.ROOT,
              "14:%02d:%02d %-5s %s request=%04x took=%dms",
              second / 60,
              second % 60,
              level,
              service,
              draw.between(0, 65535),
              millis));
    }
    String task = wording.say(draw, "logTask", Map.of("service", asked));
    String json = "{\"errors\":%d,\"slowest_ms\":%d}".formatted(errors, slowest);
    return new Draft("log", task + "\n\n" + String.join("\n", lines), new Target.Json(json));
  }

  private Draft contact(Draw draw) {
    Map<String, String> sender = person(draw);
    String phone = sender.getOrDefault("phone", "");
    List<String> text = new ArrayList<>();
    for (int mention = draw.byDifficulty(0, 1, 3); mention > 0; mention--) {
      text.add(wording.say(draw, "mention", person(draw)));
    }
    text.add(wording.say(draw, "signature", sender));
    if (draw.difficulty() == Difficulty.HARD) {
      phone = phone(draw);
      text.add(wording.say(draw, "moved", Map.of("phone", phone)));
    }
    String json =
        "{\"city\":\"%s\",\"name\":\"%s\",\"phone\":\"%s\"}"
            .formatted(
                sender.getOrDefault("city", ""),
                sender.getOrDefault("name", ""),
                phone.replace(" ", ""));
    return new Draft("contact", framed(draw, "contactTask", text), new Target.Json(json));
  }

  private Map<String, String> person(Draw draw) {
    String name = draw.pick(people.list("names", draw.language()));
    String surname = draw.pick(people.list("surnames", draw.language()));
    return Map.of(
        "name", name + " " + surname,
        "city", draw.pick(people.list("cities", draw.language())),
        "phone", phone(draw),
        "company", draw.pick(wording.list("companies", draw.language())));
  }

  private static String phone(Draw draw) {
    return "0%d %d %d"
        .formatted(draw.between(20, 99), draw.between(100, 999), draw.between(1000, 9999));
  }

  /** The instruction before or after the text. */
  private String framed(Draw draw, String key, List<String> text) {
    String task = wording.say(draw, key);
    String body = String.join("\n", text);
    return draw.chance(50) ? task + "\n\n" + body : body + "\n\n" + task;
  }
}
