package org.yardmaster.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.yardmaster.price.Price;
import org.yardmaster.provider.YamlFields;

/** Reads {@code sticky}, {@code explore}, {@code shadow} and {@code experiment} of routing. */
final class TrafficFile {
  /** Fields below {@code routing:}. */
  static final Set<String> FIELDS = Set.of("sticky", "explore", "shadow", "experiment");

  private TrafficFile() {}

  static Traffic read(YamlFields routing, Path folder) {
    return new Traffic(
        routing.object("sticky").map(TrafficFile::sticky).orElse(Traffic.Sticky.STANDARD),
        routing.object("explore").map(TrafficFile::exploration),
        routing.find("shadow").map(folder::resolve),
        routing.object("experiment").map(fields -> experiment(fields, folder)));
  }

  private static Traffic.Sticky sticky(YamlFields fields) {
    fields.allow(Set.of("on", "minutes", "conversations"));
    Traffic.Sticky standard = Traffic.Sticky.STANDARD;
    double minutes = fields.amount("minutes").orElse(standard.life().toMinutes() * 1.0);
    if (minutes <= 0) {
      throw fields.fault("minutes: " + minutes, "more than 0");
    }
    return new Traffic.Sticky(
        fields.truth("on").orElse(standard.on()),
        Duration.ofMillis(Math.round(minutes * 60_000)),
        fields.count("conversations").orElse(standard.most()));
  }

  private static Traffic.Exploration exploration(YamlFields fields) {
    fields.allow(Set.of("share", "usdPerDay"));
    double share = needed(fields, "share", "a share above 0 and at most 1");
    double usd = needed(fields, "usdPerDay", "an amount above 0");
    if (share <= 0 || share > 1 || usd <= 0) {
      throw fields.fault(
          "share %s, usdPerDay %s".formatted(share, usd),
          "a share in (0, 1] and an amount above 0");
    }
    return new Traffic.Exploration(share, Price.nano(usd));
  }

  private static double needed(YamlFields fields, String name, String expected) {
    return fields
        .amount(name)
        .orElseThrow(() -> fields.fault("no field (%s)".formatted(name), expected));
  }

  private static Traffic.Experiment experiment(YamlFields fields, Path folder) {
    fields.allow(Set.of("name", "policy", "share", "by"));
    try {
      return new Traffic.Experiment(
          fields.text("name"),
          folder.resolve(fields.text("policy")),
          fields.amount("share").orElse(0.5),
          fields.choice("by", Traffic.Unit.class).orElse(Traffic.Unit.CONVERSATION));
    } catch (IllegalArgumentException fault) {
      throw fields.fault(String.valueOf(fault.getMessage()), "an experiment");
    }
  }
}
