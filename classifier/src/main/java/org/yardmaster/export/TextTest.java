package org.yardmaster.export;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** A yes-or-no question about a text that gateways can ask as well. */
public sealed interface TextTest {
  boolean holds(Read text);

  /** The text has this word of {@code [0-9a-z_]}, whatever its case. */
  record Word(String word) implements TextTest {
    public Word {
      requireNonNull(word, "word is null");
      if (!word.matches("[0-9a-z_]+")) {
        throw new IllegalArgumentException("A word is of [0-9a-z_]; found (%s).".formatted(word));
      }
    }

    @Override
    public boolean holds(Read text) {
      return text.words().contains(word);
    }

    /**
     * The same as a regular expression that every engine reads alike: no word boundary, no case
     * flag, for those differ beyond ASCII.
     */
    public String expression() {
      StringBuilder letters = new StringBuilder();
      for (int at = 0; at < word.length(); at++) {
        char letter = word.charAt(at);
        if (letter >= 'a' && letter <= 'z') {
          letters.append('[').append((char) (letter - 32)).append(letter).append(']');
        } else {
          letters.append(letter);
        }
      }
      return "(^|[^0-9A-Za-z_])" + letters + "([^0-9A-Za-z_]|$)";
    }
  }

  /** The text has more than so many bytes in UTF-8. */
  record LongerThan(int bytes) implements TextTest {
    @Override
    public boolean holds(Read text) {
      return text.bytes() > bytes;
    }
  }

  /**
   * A text as the tests see it.
   *
   * @param words all runs of {@code [0-9A-Za-z_]}, in lower case
   * @param bytes length in UTF-8
   */
  record Read(Set<String> words, int bytes) {
    public Read {
      words = Set.copyOf(words);
    }

    static Read of(String text) {
      Set<String> words = new HashSet<>();
      int start = -1;
      for (int at = 0; at <= text.length(); at++) {
        boolean inside = at < text.length() && isWord(text.charAt(at));
        if (inside && start < 0) {
          start = at;
        } else if (!inside && start >= 0) {
          words.add(text.substring(start, at).toLowerCase(Locale.ROOT));
          start = -1;
        }
      }
      return new Read(words, text.getBytes(StandardCharsets.UTF_8).length);
    }

    private static boolean isWord(char character) {
      return (character >= 'a' && character <= 'z')
          || (character >= 'A' && character <= 'Z')
          || (character >= '0' && character <= '9')
          || character == '_';
    }
  }
}
