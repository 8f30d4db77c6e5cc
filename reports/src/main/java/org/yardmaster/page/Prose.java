package org.yardmaster.page;

/** Sentences for people; what stands between backticks is code, as in Markdown. */
final class Prose {
  private Prose() {}

  /** A paragraph that explains what follows. */
  static void explain(Markup markup, String text) {
    String[] parts = text.split("`", -1);
    boolean paired = parts.length % 2 == 1;
    if (!paired) {
      markup.element("p", text, "class", "explain");
      return;
    }
    markup.open("p", "class", "explain");
    for (int index = 0; index < parts.length; index++) {
      if (index % 2 == 0) {
        markup.text(parts[index]);
      } else {
        markup.element("code", parts[index]);
      }
    }
    markup.close();
  }
}
