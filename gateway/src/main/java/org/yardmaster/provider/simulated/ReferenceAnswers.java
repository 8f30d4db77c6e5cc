package org.yardmaster.provider.simulated;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.yardmaster.data.Target;

/** Free text: good ones follow the reference closely, poor ones keep scraps of it. */
final class ReferenceAnswers {
  private static final double SLIP = 0.06;
  private static final double SCRAPS = 0.25;

  private ReferenceAnswers() {}

  static Answer right(Target.Reference target, RandomGenerator random) {
    List<String> kept = new ArrayList<>();
    for (String unit : units(target.text())) {
      if (kept.isEmpty() || random.nextDouble() >= SLIP) {
        kept.add(unit);
      }
    }
    return Answer.of(join(kept, target));
  }

  static Answer wrong(Target.Reference target, RandomGenerator random) {
    List<String> units = Phrasing.shuffled(units(target.text()), random);
    List<String> scraps = units.subList(0, (int) (units.size() * SCRAPS));
    return Answer.of(
        (Phrasing.pick(Phrasing.SENTENCES, random) + " " + join(scraps, target)).strip());
  }

  /** Words, or characters where a language writes no spaces. */
  private static List<String> units(String text) {
    return spaced(text)
        ? List.of(text.strip().split("\\s+"))
        : text.codePoints().mapToObj(Character::toString).toList();
  }

  private static String join(List<String> units, Target.Reference target) {
    return String.join(spaced(target.text()) ? " " : "", units);
  }

  private static boolean spaced(String text) {
    return text.codePoints().noneMatch(Character::isIdeographic);
  }
}
