package org.yardmaster.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.yardmaster.chart.Markup;
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
    String style = resource("report.css");
    String script = resource("report.js");
    Markup markup = new Markup();
    markup.open("html", "lang", "en");
    writeHead(markup, title, style, script);
    markup.open("body");
    markup.element("a", "Skip to the answer", "class", "skip", "href", "#answer");
    body.accept(markup);
    markup.raw("script", script).close().close();
    return "<!DOCTYPE html>\n" + markup + "\n";
  }

  private static void writeHead(Markup markup, String title, String style, String script) {
    String policy =
        "default-src 'none'; style-src '%s'; script-src '%s'; base-uri 'none'; form-action 'none'"
            .formatted(digest(style), digest(script));
    markup.open("head");
    markup.leaf("meta", "charset", "utf-8");
    markup.leaf("meta", "http-equiv", "Content-Security-Policy", "content", policy);
    markup.leaf("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    markup.leaf("meta", "name", "color-scheme", "content", "light dark");
    markup.leaf("meta", "name", "referrer", "content", "no-referrer");
    markup.element("title", title);
    markup.raw("style", style).close();
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
            + caution);
    markup.close();
  }

  private static String digest(String content) {
    byte[] hash = Digest.sha256(content.getBytes(StandardCharsets.UTF_8));
    return "sha256-" + Base64.getEncoder().encodeToString(hash);
  }

  private static String resource(String name) {
    try (InputStream stream = PageShell.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException(
            "The resource (%s) is missing from the jar.".formatted(name));
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
