package org.yardmaster.page;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.yardmaster.provenance.Digest;

/**
 * What every page has around its content: one self-contained HTML file without network and fonts,
 * and a content security policy that admits only its own style sheet and script, by digest. All
 * strings from outside count as hostile.
 */
final class PageShell {
  private PageShell() {}

  /**
   * The whole file.
   *
   * @param body writes header, {@code main} with the id {@code answer}, and footer
   */
  static String html(String title, Consumer<Markup> body) {
    Markup markup = new Markup();
    markup.open("html", "lang", "en");
    writeHead(markup, title);
    markup.open("body");
    markup.element("a", "Skip to the answer", "class", "skip", "href", "#answer");
    body.accept(markup);
    PageResources.SCRIPTS.forEach(script -> markup.raw("script", script));
    markup.close().close();
    return "<!DOCTYPE html>\n" + markup + "\n";
  }

  private static void writeHead(Markup markup, String title) {
    String policy =
        "default-src 'none'; style-src %s; script-src %s; base-uri 'none'; form-action 'none'"
            .formatted(
                digest(PageResources.STYLE),
                PageResources.SCRIPTS.stream()
                    .map(PageShell::digest)
                    .collect(Collectors.joining(" ")));
    markup.open("head");
    markup.leaf("meta", "charset", "utf-8");
    markup.leaf("meta", "http-equiv", "Content-Security-Policy", "content", policy);
    markup.leaf("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    markup.leaf("meta", "name", "color-scheme", "content", "light dark");
    markup.leaf("meta", "name", "referrer", "content", "no-referrer");
    markup.element("title", title);
    markup.raw("style", PageResources.STYLE).close();
  }

  /** Where the numbers come from and how to get them again. */
  static void writeOrigin(
      Markup markup,
      Wording words,
      Map<String, String> provenance,
      List<ReportInput.Command> commands) {
    markup.element("h2", words.heading("Provenance"), "id", "provenance");
    writeFacts(markup, provenance);
    markup.element("h2", words.heading("Commands that recompute these numbers"));
    markup.open("dl", "class", "commands");
    for (ReportInput.Command command : commands) {
      markup.element("dt", command.label());
      markup.open("dd").element("code", command.line()).close();
    }
    markup.close();
  }

  static void writeFacts(Markup markup, Map<String, String> facts) {
    markup.open("dl", "class", "facts");
    facts.forEach((name, fact) -> markup.element("dt", name).element("dd", fact));
    markup.close();
  }

  static void writeFooter(Markup markup, boolean simulated) {
    String caution =
        simulated
            ? " Simulated candidates are behaviour models, not language models: their figures say"
                + " nothing about real costs."
            : "";
    markup.open("footer");
    markup.element(
        "p",
        "Every figure stands unrounded in this report's JSON twin; brackets hold its interval."
            + " Charts are drawn by Apache ECharts from the numbers of the tables."
            + caution);
    markup.close();
  }

  private static String digest(String content) {
    byte[] hash = Digest.sha256(content.getBytes(StandardCharsets.UTF_8));
    return "'sha256-%s'".formatted(Base64.getEncoder().encodeToString(hash));
  }
}
