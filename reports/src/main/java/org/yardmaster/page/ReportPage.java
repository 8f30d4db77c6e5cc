package org.yardmaster.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.yardmaster.chart.Markup;
import org.yardmaster.provenance.Digest;

/**
 * The report as one self-contained HTML file: no network, no fonts, and a content security policy
 * that admits only its own style sheet and script, by digest. All strings of the input count as
 * hostile.
 */
public final class ReportPage {
  private ReportPage() {}

  /** The whole file. */
  public static String html(ReportInput input) {
    String style = resource("report.css");
    String script = resource("report.js");
    Markup markup = new Markup();
    markup.open("html", "lang", "en");
    writeHead(markup, input, style, script);
    markup.open("body");
    markup.element("a", "Skip to the answer", "class", "skip", "href", "#answer");
    writeHeader(markup, input);
    markup.open("main", "id", "answer");
    List<DatasetView> views = DatasetView.all(input);
    if (views.size() > 1) {
      markup.open("section", "aria-label", "All answers");
      HtmlTable.write(markup, ReportTables.answers(views));
      markup.close();
    }
    views.forEach(view -> DatasetSection.write(markup, view, input.requestsPerMonth()));
    writeClosing(markup, input);
    markup.close();
    writeFooter(markup, input);
    markup.raw("script", script).close().close();
    return "<!DOCTYPE html>\n" + markup + "\n";
  }

  /** The title of the page. */
  static String title(ReportInput input) {
    String title = "Yardmaster routing report";
    if (input.whollySimulated()) {
      return title + " (simulated)";
    }
    return input.simulated() ? title + " (partly simulated)" : title;
  }

  private static void writeHead(Markup markup, ReportInput input, String style, String script) {
    String policy =
        "default-src 'none'; style-src '%s'; script-src '%s'; base-uri 'none'; form-action 'none'"
            .formatted(digest(style), digest(script));
    markup.open("head");
    markup.leaf("meta", "charset", "utf-8");
    markup.leaf("meta", "http-equiv", "Content-Security-Policy", "content", policy);
    markup.leaf("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    markup.leaf("meta", "name", "color-scheme", "content", "light dark");
    markup.leaf("meta", "name", "referrer", "content", "no-referrer");
    markup.element("title", title(input));
    markup.raw("style", style).close();
  }

  private static void writeHeader(Markup markup, ReportInput input) {
    markup.open("header");
    markup.element("h1", title(input));
    markup.open("p", "class", "meta").text("Run ");
    markup.element("code", input.runId());
    markup.text(", ");
    markup.element(
        "time", input.generatedAt().toString(), "datetime", input.generatedAt().toString());
    markup.close();
    if (input.datasets().size() > 1) {
      markup.open("nav", "aria-label", "Data sets").open("ul");
      for (DatasetView view : DatasetView.all(input)) {
        markup.open("li");
        markup.element("a", view.evaluation().dataset(), "href", "#" + view.id());
        markup.close();
      }
      markup.close().close();
    }
    markup.close();
  }

  private static void writeClosing(Markup markup, ReportInput input) {
    Wording words = new Wording(input.simulated());
    markup.open("section", "class", "closing", "aria-labelledby", "provenance");
    if (!input.prices().isEmpty()) {
      markup.element("h2", words.heading("List prices"));
      HtmlTable.write(markup, ReportTables.prices(input));
    }
    markup.element("h2", words.heading("Provenance"), "id", "provenance");
    writeFacts(markup, input.provenance());
    markup.element("h2", words.heading("Commands that recompute these numbers"));
    markup.open("dl", "class", "commands");
    for (ReportInput.Command command : input.commands()) {
      markup.element("dt", command.label());
      markup.open("dd").element("code", command.line()).close();
    }
    markup.close().close();
  }

  static void writeFacts(Markup markup, Map<String, String> facts) {
    markup.open("dl", "class", "facts");
    facts.forEach((name, fact) -> markup.element("dt", name).element("dd", fact));
    markup.close();
  }

  private static void writeFooter(Markup markup, ReportInput input) {
    String simulated =
        input.simulated()
            ? " Simulated candidates are behaviour models, not language models: their figures say"
                + " nothing about real costs."
            : "";
    markup.open("footer");
    markup.element(
        "p",
        "Every figure stands unrounded in this report's JSON twin; brackets hold its interval."
            + simulated);
    markup.close();
  }

  private static String digest(String content) {
    byte[] hash = Digest.sha256(content.getBytes(StandardCharsets.UTF_8));
    return "sha256-" + Base64.getEncoder().encodeToString(hash);
  }

  private static String resource(String name) {
    try (InputStream stream = ReportPage.class.getResourceAsStream(name)) {
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
