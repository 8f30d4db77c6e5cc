package org.yardmaster.journal;

import java.util.List;
import java.util.regex.Pattern;

/** What happens to text before it is logged. Called by many threads. */
public interface Redaction {
  /** Stands where something was taken out. */
  String MARK = "[redacted]";

  /** Keeps everything. */
  Redaction NONE = text -> text;

  /**
   * Takes out e-mail addresses, keys of common services, and digit groups as long as card or
   * account numbers. A net for accidents, no promise.
   */
  Redaction STANDARD =
      patterns(
          List.of(
              Pattern.compile("[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,253}\\.[A-Za-z]{2,24}"),
              Pattern.compile("\\b(?:sk|pk|rk|ymk|ghp|gho|xox[abp])[-_][A-Za-z0-9_-]{8,200}"),
              Pattern.compile("\\bAKIA[0-9A-Z]{16}\\b"),
              Pattern.compile("\\b\\d(?:[ -]?\\d){11,33}\\b")));

  /** The text without what must not be kept. */
  String redact(String text);

  /** Takes out every match of every pattern. */
  static Redaction patterns(List<Pattern> patterns) {
    List<Pattern> copied = List.copyOf(patterns);
    return text -> {
      String rest = text;
      for (Pattern pattern : copied) {
        rest = pattern.matcher(rest).replaceAll(MARK);
      }
      return rest;
    };
  }
}
