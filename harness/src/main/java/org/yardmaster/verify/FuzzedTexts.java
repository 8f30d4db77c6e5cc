package org.yardmaster.verify;

import java.util.List;
import java.util.random.RandomGenerator;
import org.yardmaster.feature.FeatureSchema;

/**
 * Texts that break featurizers: every class of character, lone surrogates, NUL, runs at the longest
 * token, lengths around the window, list items, and real prompts with damage.
 */
final class FuzzedTexts {
  private static final String[] ALPHABETS = {
    "abcdefghijklmnopqrstuvwxyz",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabc",
    "0123456789",
    " \t\n\r\u000b\f\u0085\u00a0\u2028\u3000",
    ".!?,;:\"'()[]{}+*/=<>^%|-\\$_#`~@&\u001e\u0000\u007f",
    "\u00c0\u00c9\u00d6\u00df\u00e9\u0130\u0131\u0178\u0386\u0410\u042f\u05d0\u0627\u0e01\u1e9e\u1fff",
    "\u2000\u2014\u2026\u20ac\u2192\u2e7f",
    "\u2e80\u3042\u30a2\u4e00\u65e5\ud55c\ud7ff",
    "\ud83d\ude00\ud800\udfff\ue000\ufb01\ufeff\ufffd\ufffe\uffff"
  };

  private final RandomGenerator random;
  private final List<String> real;

  /**
   * Prepares.
   *
   * @param real texts to damage; at least one
   */
  FuzzedTexts(RandomGenerator random, List<String> real) {
    this.random = random;
    this.real = real;
  }

  String next() {
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> mixed(random.nextInt(120));
      case 3 -> mixed(random.nextInt(3));
      case 4 -> anyUnits(random.nextInt(200));
      case 5 -> runs();
      case 6 -> listItems();
      case 7 -> random.nextInt(12) == 0 ? aroundTheWindow() : mixed(1_000);
      case 8 -> spliced();
      default -> damaged();
    };
  }

  private String mixed(int length) {
    StringBuilder text = new StringBuilder(length);
    while (text.length() < length) {
      String alphabet = ALPHABETS[random.nextInt(ALPHABETS.length)];
      for (int left = random.nextInt(9); left >= 0; left--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
    }
    return text.toString();
  }

  private String anyUnits(int length) {
    StringBuilder text = new StringBuilder(length);
    for (int left = length; left > 0; left--) {
      text.append((char) random.nextInt(0x10000));
    }
    return text.toString();
  }

  private String runs() {
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(1, 6); left > 0; left--) {
      String alphabet = ALPHABETS[random.nextInt(ALPHABETS.length)];
      int length = FeatureSchema.LONGEST_TOKEN * random.nextInt(1, 4) + random.nextInt(-1, 2);
      text.append(
          String.valueOf(alphabet.charAt(random.nextInt(alphabet.length()))).repeat(length));
      text.append(random.nextBoolean() ? " " : "");
    }
    return text.toString();
  }

  private String listItems() {
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(1, 9); left > 0; left--) {
      text.append("\n".repeat(random.nextInt(3)))
          .append(mixed(random.nextInt(3)))
          .append(".):- ".charAt(random.nextInt(5)));
    }
    return text.toString();
  }

  private String aroundTheWindow() {
    String part = random.nextBoolean() ? mixed(997) : pick() + "\n";
    String whole = part.repeat(1 + (FeatureSchema.WINDOW + 64) / Math.max(1, part.length()));
    int length =
        random.nextInt(4) == 0
            ? whole.length()
            : Math.min(whole.length(), FeatureSchema.WINDOW + random.nextInt(-2, 40));
    return whole.substring(0, length);
  }

  private String spliced() {
    String first = pick();
    String second = pick();
    return first.substring(0, random.nextInt(first.length() + 1))
        + second.substring(random.nextInt(second.length() + 1));
  }

  private String damaged() {
    StringBuilder text = new StringBuilder(pick());
    for (int left = random.nextInt(1, 12); left > 0; left--) {
      int at = random.nextInt(text.length() + 1);
      switch (random.nextInt(3)) {
        case 0 -> text.insert(at, mixed(2));
        case 1 -> text.delete(at, Math.min(text.length(), at + random.nextInt(4)));
        default -> {
          if (at < text.length()) {
            text.setCharAt(at, Character.toUpperCase(text.charAt(at)));
          }
        }
      }
    }
    return text.toString();
  }

  private String pick() {
    return real.get(random.nextInt(real.size()));
  }
}
