package org.yardmaster.load;

import java.util.ArrayList;
import java.util.List;

/** The model's answers inside the prompt of an MT-Bench judge, which quotes them between marks. */
final class MtBenchAnswers {
  private static final String SINGLE_START = "[The Start of Assistant's Answer]\n";
  private static final String SINGLE_END = "\n[The End of Assistant's Answer]";
  private static final String TURN_START = "### Assistant A:\n";
  private static final String TURN_END = "\n\n### User:\n";
  private static final String LAST_TURN_END = "\n\n<|The End of Assistant A's Conversation";

  private MtBenchAnswers() {}

  /** One answer per turn; empty when the marks are not there. */
  static List<String> of(String judged) {
    int single = judged.indexOf(SINGLE_START);
    if (single >= 0) {
      int start = single + SINGLE_START.length();
      int end = judged.lastIndexOf(SINGLE_END);
      return end < start ? List.of() : List.of(judged.substring(start, end));
    }
    List<String> answers = new ArrayList<>();
    int from = judged.indexOf("Assistant A's Conversation");
    for (int mark = judged.indexOf(TURN_START, Math.max(0, from));
        mark >= 0;
        mark = judged.indexOf(TURN_START, mark + 1)) {
      int start = mark + TURN_START.length();
      int end = end(judged, start);
      if (end < 0) {
        return List.of();
      }
      answers.add(judged.substring(start, end));
    }
    return answers;
  }

  private static int end(String judged, int start) {
    boolean last = judged.indexOf(TURN_START, start) < 0;
    return judged.indexOf(last ? LAST_TURN_END : TURN_END, start);
  }
}
