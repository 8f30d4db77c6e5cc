package org.yardmaster.generate;

import java.math.BigDecimal;
import java.util.Locale;

/** A language the generators write in. */
public enum Language {
  EN,
  DE,
  ES,
  FR;

  /** The value of the label {@code language}, an ISO 639-1 code. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** A number as people of this language write it, without grouping. */
  public String number(BigDecimal value) {
    String plain = value.toPlainString();
    return switch (this) {
      case EN -> plain;
      case DE, ES, FR -> plain.replace('.', ',');
    };
  }
}
