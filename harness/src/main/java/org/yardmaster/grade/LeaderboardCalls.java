package org.yardmaster.grade;

import java.util.List;
import java.util.regex.Pattern;
import org.yardmaster.data.ExpectedCall;
import org.yardmaster.outcome.Completion;

/**
 * The calls of an answer as the Berkeley function-calling leaderboard decodes them: tool calls with
 * no text among them, or a text that is a list of calls and nothing else. Its decoders differ by
 * model; in common they join lines, read {@code \_} as {@code _} and add missing brackets.
 */
final class LeaderboardCalls {
  private static final Pattern QUOTED = Pattern.compile("'([^']*)'");

  private LeaderboardCalls() {}

  /** The decoder of most models. */
  static List<MadeCall> plain(Completion.Completed answer, String language) {
    return answer.toolCalls().isEmpty()
        ? written(joined(answer), language)
        : answer.text().isEmpty() ? MadeCall.of(answer) : List.of();
  }

  /** The decoder of NVIDIA's models: quotes around whole calls go. */
  static List<MadeCall> quoted(Completion.Completed answer, String language) {
    String text = joined(answer);
    if (text.startsWith("['")) {
      text = text.replace("['", "[").replaceAll("', ?'", ", ");
    }
    return written(text.endsWith("']") ? text.replace("']", "]") : text, language);
  }

  /** The decoder of Databricks' models: all single quotes go, unless a list as it is remains. */
  static List<MadeCall> unquoted(Completion.Completed answer, String language) {
    String text = joined(answer);
    String bare = QUOTED.matcher(text).replaceAll("$1").replace("['", "[");
    List<MadeCall> calls = written(bare, language);
    boolean list = text.startsWith("[") && text.endsWith("]");
    return calls.isEmpty() && list ? written(text, language) : calls;
  }

  private static String joined(Completion.Completed answer) {
    return answer.text().strip().replace("\n", "");
  }

  /** Several calls at once are decoded in Python only. */
  private static List<MadeCall> written(String text, String language) {
    List<MadeCall> calls = WrittenCalls.strictly(text, language);
    return language.equals(ExpectedCall.PYTHON) || calls.size() <= 1 ? calls : List.of();
  }
}
