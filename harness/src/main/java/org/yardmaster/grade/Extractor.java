package org.yardmaster.grade;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ways to find what an answer finally says; graders try them in an order of their own. */
enum Extractor {
  /** The field {@code answer} of JSON, where an answer is asked for as such. */
  FIELD {
    @Override
    List<String> all(String answer) {
      List<String> found = new ArrayList<>();
      for (JsonNode object :
          answer.contains(ANSWER_FIELD) ? objects(answer) : List.<JsonNode>of()) {
        JsonNode field = object.path("answer");
        if (field.isTextual() || field.isNumber()) {
          found.add(field.asText());
        }
      }
      return found.isEmpty() ? groups(FIELD_TEXT, answer) : found;
    }
  },
  /** The content of LaTeX {@code \boxed{…}}, braces balanced. */
  BOXED {
    @Override
    List<String> all(String answer) {
      List<String> found = new ArrayList<>();
      int start = answer.indexOf(BOX);
      while (start >= 0) {
        int open = start + BOX.length();
        int close = closingBrace(answer, open);
        if (close > open) {
          found.add(answer.substring(open, close));
        }
        start = answer.indexOf(BOX, open);
      }
      return found;
    }
  },
  /** The rest of the line after "answer is", "Answer:", "####" and their like; or the next line. */
  ANSWER {
    @Override
    List<String> all(String answer) {
      return after(ANSWER_MARK, answer);
    }
  },
  /** The same after words such as result, label, intent, translation. */
  RESULT {
    @Override
    List<String> all(String answer) {
      return after(RESULT_MARK, answer);
    }
  },
  /** Text in Markdown bold. */
  BOLD {
    @Override
    List<String> all(String answer) {
      return groups(BOLD_TEXT, answer);
    }
  },
  /** The content of Markdown code fences. */
  FENCED {
    @Override
    List<String> all(String answer) {
      return groups(FENCE, answer);
    }
  },
  /** What the last line says something is. */
  STATEMENT {
    @Override
    List<String> all(String answer) {
      return groups(IS, lastLine(answer));
    }
  },
  /** The last line that is not blank. */
  LAST_LINE {
    @Override
    List<String> all(String answer) {
      return List.of(lastLine(answer));
    }
  };

  private static final String ANSWER_FIELD = "\"answer\"";
  private static final Pattern FIELD_TEXT =
      Pattern.compile("\"answer\"\\s*:\\s*(?:\"((?:[^\"\\\\]++|\\\\.)*+)\"|([^\"\\s,}]+))");
  private static final String BOX = "\\boxed{";
  private static final String LINK =
      "(?:\\s+(?:is|are|was|ist|lautet|es|est|è|é)\\b[\\s:：]*"
          + "|\\s*[\"'*_`]{0,3}\\s*[:：=]|\\s*(?:是|为|為))";
  private static final String LEAD = "[\\s*_`\"']*+";
  private static final Pattern ANSWER_MARK =
      mark("\\b(?:answer|antwort|respuesta|réponse|resposta|risposta)\\b|答案|回答", "####");
  private static final Pattern RESULT_MARK =
      mark(
          "\\b(?:result|solution|label|category|class|classification|intent|intention|sentiment"
              + "|translation|total|summary|ergebnis|lösung|kategorie|absicht|übersetzung"
              + "|resultado|solución|categoría|intención|traducción"
              + "|résultat|catégorie|traduction)\\b|结果|翻译|类别|意图",
          "(?!)");
  private static final Pattern BOLD_TEXT = Pattern.compile("\\*\\*([^*\n]{1,300})\\*\\*");
  private static final Pattern FENCE =
      Pattern.compile("(?s)```[\\w+-]*[ \\t]*\\R?(.*?)(?:```|\\z)");
  private static final Pattern IS =
      Pattern.compile("(?i)\\b(?:is|are|ist|es|est)\\b[\\s:]+(\\S.{0,300})$|[是为](.{1,300})$");

  /** Everything found, in the order of the text. */
  abstract List<String> all(String answer);

  /** Everything found, blank pieces left out, the last one first. */
  List<String> lastFirst(String answer) {
    List<String> found = new ArrayList<>(all(answer));
    found.removeIf(String::isBlank);
    Collections.reverse(found);
    return found;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static Pattern mark(String words, String sign) {
    return Pattern.compile(
        "(?iu)(?:(?:"
            + words
            + ")(?:\\s+(?:to|of|for|zu|auf|a|à|de)\\b[^\\n:：=]{0,60}?)?"
            + LINK
            + "|"
            + sign
            + ")"
            + LEAD);
  }

  private static List<String> after(Pattern mark, String answer) {
    List<String> found = new ArrayList<>();
    Matcher matcher = mark.matcher(answer);
    while (matcher.find()) {
      int end = answer.indexOf('\n', matcher.end());
      found.add(answer.substring(matcher.end(), end < 0 ? answer.length() : end));
    }
    return found;
  }

  private static List<String> groups(Pattern pattern, String text) {
    List<String> found = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      for (int group = 1; group <= matcher.groupCount(); group++) {
        String piece = matcher.group(group);
        if (piece != null) {
          found.add(piece);
        }
      }
    }
    return found;
  }

  /** JSON objects of an answer; models break lines inside JSON texts, which JSON forbids. */
  private static List<JsonNode> objects(String answer) {
    List<JsonNode> objects = EmbeddedJson.containers(answer);
    return objects.isEmpty() ? EmbeddedJson.containers(answer.replace("\n", " ")) : objects;
  }

  private static String lastLine(String answer) {
    return answer.lines().filter(line -> !line.isBlank()).reduce("", (first, last) -> last);
  }

  private static int closingBrace(String text, int start) {
    int depth = 1;
    for (int index = start; index < text.length(); index++) {
      char character = text.charAt(index);
      depth += character == '{' ? 1 : character == '}' ? -1 : 0;
      if (depth == 0) {
        return index;
      }
    }
    return -1;
  }
}
