package org.yardmaster.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.yardmaster.evaluate.PolicyResult;
import org.yardmaster.provenance.Digest;
import org.yardmaster.stats.Estimate;
import org.yardmaster.table.Numbers;
import org.yardmaster.table.Table;
import org.yardmaster.table.Unit;

class ReportPageTest {

  @Test
  void everyFigureOnThePageEqualsTheOneInTheJsonTwin() throws Exception {
    ReportInput input = ReportFixture.several();
    JsonNode twin = new ObjectMapper().readTree(ReportJson.json(input));
    List<Element> figures = Page.read(ReportPage.html(input)).elements("data");
    assertThat(figures).hasSizeGreaterThan(500);
    for (Element figure : figures) {
      String key = figure.getAttribute("data-key");
      JsonNode value = twin.at(key);
      assertThat(value.isNumber()).as(key).isTrue();
      assertThat(Double.parseDouble(figure.getAttribute("value")))
          .as(key)
          .isEqualTo(value.asDouble());
      assertThat(figure.getTextContent().replace('\u00A0', ' '))
          .as(key)
          .isEqualTo(spelled(figure, twin));
    }
  }

  private static String spelled(Element figure, JsonNode twin) {
    String key = figure.getAttribute("data-key");
    Unit unit = Unit.valueOf(figure.getAttribute("data-unit"));
    double value = twin.at(key).asDouble();
    JsonNode interval = twin.at(key + "Interval");
    boolean ranged = figure.hasAttribute("data-low");
    assertThat(interval.isArray()).as(key + " has an interval").isEqualTo(ranged);
    String text =
        ranged
            ? Numbers.format(
                unit,
                new Estimate(
                    value, interval.get(0).asDouble(), interval.get(1).asDouble(), 0.95, 1, ""))
            : Numbers.format(unit, value);
    return text.replace('-', '−');
  }

  @Test
  void noTableCellHoldsANumberWithoutAKey() throws Exception {
    for (Element cell : Page.read(ReportPage.html(ReportFixture.several())).elements("td")) {
      boolean keyed = cell.getElementsByTagName("data").getLength() > 0;
      boolean date = cell.getTextContent().matches("\\d{4}-\\d{2}-\\d{2}");
      assertThat(keyed || date || !cell.getTextContent().matches("[-−+$]?\\d.*"))
          .as(cell.getTextContent())
          .isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "</title></style></script><svg onload=alert(1)>",
        "javascript:alert(1)//&lt;&#60;]]>",
        "\u202Eevil\u0000\u001B[31m\uD800"
      })
  void hostileTextStaysText(String payload) throws Exception {
    requireHarmless(ReportPage.html(ReportFixture.hostile(payload)));
    requireHarmless(
        BulletinFiles.of(BulletinFixture.hostile(payload)).getOrDefault("sample.html", ""));
  }

  private static void requireHarmless(String html) throws Exception {
    Page page = Page.read(html);
    assertThat(page.elements("script")).hasSize(3);
    assertThat(page.elements("style")).hasSize(1);
    assertThat(page.elements("img")).isEmpty();
    for (Element element : page.elements("*")) {
      for (int index = 0; index < element.getAttributes().getLength(); index++) {
        String name = element.getAttributes().item(index).getNodeName();
        assertThat(name).doesNotStartWith("on").isNotIn("style", "src", "srcdoc", "action");
        if (name.equals("href")) {
          assertThat(element.getAttribute(name)).startsWith("#");
        }
      }
    }
    assertThat(html).doesNotContain("\u202E", "\u0000", "\u001B");
  }

  @Test
  void policyAdmitsExactlyTheInlinedStyleAndScripts() {
    String html = ReportPage.html(ReportFixture.real());
    assertThat(PageResources.SCRIPTS).hasSize(3);
    assertThat(html)
        .contains(
            "content=\"default-src &#39;none&#39;; style-src %s; script-src %s; base-uri &#39;none&#39;; form-action &#39;none&#39;\""
                .formatted(digests(html, "style"), digests(html, "script")));
  }

  private static String digests(String html, String tag) {
    List<String> digests = new ArrayList<>();
    Matcher contents = Pattern.compile("(?s)<%1$s>(.*?)</%1$s>".formatted(tag)).matcher(html);
    while (contents.find()) {
      byte[] hash = Digest.sha256(contents.group(1).getBytes(StandardCharsets.UTF_8));
      digests.add("&#39;sha256-%s&#39;".formatted(Base64.getEncoder().encodeToString(hash)));
    }
    return String.join(" ", digests);
  }

  @Test
  void simulatedFiguresAreNeverCalledSavings() throws Exception {
    ReportInput input = ReportFixture.simulated();
    String html = ReportPage.html(input);
    assertThat(Page.bare(html)).doesNotContainIgnoringCase("saving");
    assertThat(ReportMarkdown.text(input)).doesNotContainIgnoringCase("saving");
    assertThat(ReportJson.json(input)).doesNotContainIgnoringCase("saving");
    assertThat(String.join("", ReportCsv.tables(input).values()))
        .doesNotContainIgnoringCase("saving");
    Page page = Page.read(html);
    for (String tag : List.of("title", "h1", "h2", "h3")) {
      for (Element heading : page.elements(tag)) {
        assertThat(heading.getTextContent()).contains("simulated");
      }
    }
    for (JsonNode chart : page.charts()) {
      assertThat(chart.at("/frame/title").asText()).contains("simulated");
    }
  }

  @Test
  void everyIdIsUniqueAndEveryReferenceResolves() throws Exception {
    Page page = Page.read(ReportPage.html(ReportFixture.several()));
    TreeSet<String> ids = new TreeSet<>();
    for (Element element : page.elements("*")) {
      if (element.hasAttribute("id")) {
        assertThat(ids.add(element.getAttribute("id"))).as(element.getAttribute("id")).isTrue();
      }
    }
    for (Element element : page.elements("*")) {
      for (String attribute : List.of("aria-labelledby", "aria-describedby", "for")) {
        if (element.hasAttribute(attribute)) {
          assertThat(ids).containsAll(List.of(element.getAttribute(attribute).split(" ")));
        }
      }
      if (element.hasAttribute("href")) {
        assertThat(ids).contains(element.getAttribute("href").substring(1));
      }
    }
  }

  @Test
  void everyTableHasACaptionAndScopedHeadings() throws Exception {
    Page page = Page.read(ReportPage.html(ReportFixture.several()));
    for (Element table : page.elements("table")) {
      assertThat(table.getElementsByTagName("caption").getLength()).isOne();
    }
    for (Element heading : page.elements("th")) {
      assertThat(heading.getAttribute("scope")).isIn("col", "row");
    }
  }

  @Test
  void sameInputGivesTheSameBytes() {
    assertThat(ReportPage.html(ReportFixture.several()))
        .isEqualTo(ReportPage.html(ReportFixture.several()));
    assertThat(ReportJson.json(ReportFixture.several()))
        .isEqualTo(ReportJson.json(ReportFixture.several()));
  }

  @Test
  void manyCandidatesTasksAndPointsStillMakeASmallPage() {
    ReportInput input = LargeFixture.input();
    String html = ReportPage.html(input);
    assertThat(html.length()).isLessThan(3_000_000);
    assertThat(Page.bare(html)).doesNotContain("NaN");
  }

  /** Numbers in sentences come from the evaluation; the page itself adds none but these. */
  @Test
  void noSentenceHoldsANumberThatTheTwinDoesNot() throws Exception {
    ReportInput input = ReportFixture.several();
    List<String> known = new ArrayList<>();
    collect(new ObjectMapper().readTree(ReportJson.json(input)), known);
    String words = String.join("\n", known);
    Set<String> apart = Set.of("data", "code", "time", "script", "style");
    for (String text : Page.read(ReportPage.html(input)).texts(apart)) {
      String own =
          text.replaceAll("1,000|80 %|\\bp\\d{1,2}\\b|\\d+th\\b|no\\. \\d+", "")
              .replace(" (simulated)", "")
              .strip();
      if (own.matches("(?s).*\\d.*")) {
        String bare = own.replaceFirst("^Design: ", "").replaceFirst("^always |^routed by ", "");
        assertThat(words.contains(bare) || holdsOnly(bare, known)).as(text).isTrue();
      }
    }
  }

  /** Whether every digit of the text belongs to a string that the twin holds. */
  private static boolean holdsOnly(String text, List<String> known) {
    String rest = text;
    for (String one :
        known.stream().sorted(Comparator.comparingInt(word -> -word.length())).toList()) {
      rest = one.isBlank() ? rest : rest.replace(one, "");
    }
    return !rest.matches("(?s).*\\d.*");
  }

  private static void collect(JsonNode node, List<String> texts) {
    if (node.isTextual()) {
      texts.add(node.asText());
    }
    node.forEach(child -> collect(child, texts));
  }

  @Test
  void markdownHoldsTheTablesOfThePage() throws Exception {
    ReportInput input = ReportFixture.several();
    Set<String> spelled = new TreeSet<>();
    for (DatasetView view : DatasetView.all(input)) {
      for (Table table : ReportTables.of(view, input.requestsPerMonth())) {
        if (!table.id().equals("curves")) {
          table.rows().forEach(row -> row.cells().forEach(cell -> spelled.add(cell.shown())));
        }
      }
    }
    String markdown = ReportMarkdown.text(input).replace("\\", "");
    for (Element figure : Page.read(ReportPage.html(input)).elements("data")) {
      String text = figure.getTextContent().replace('\u00A0', ' ').replace('−', '-');
      boolean listed = spelled.contains(text);
      assertThat(!listed || markdown.contains(text)).as(text).isTrue();
    }
    assertThat(spelled).hasSizeGreaterThan(200);
  }

  @Test
  void tablesOfNumbersAreUnroundedInCsv() {
    ReportInput input = ReportFixture.real();
    String csv = String.join("\n", ReportCsv.tables(input).values());
    for (PolicyResult policy : input.datasets().getFirst().evaluation().policies()) {
      assertThat(csv).contains(Double.toString(policy.quality().value()));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyFigureOfABulletinEqualsTheOneInItsTwin(boolean simulated) throws Exception {
    Map<String, String> files = BulletinFiles.of(BulletinFixture.of("plain", simulated));
    JsonNode twin = new ObjectMapper().readTree(files.get("sample.json"));
    List<Element> figures = Page.read(files.getOrDefault("sample.html", "")).elements("data");
    assertThat(figures).hasSize(8);
    for (Element figure : figures) {
      JsonNode value = twin.at(figure.getAttribute("data-key"));
      assertThat(value.isNumber()).as(figure.getAttribute("data-key")).isTrue();
      assertThat(Double.parseDouble(figure.getAttribute("value"))).isEqualTo(value.asDouble());
    }
    assertThat(files).containsKeys("sample.md", "figures.csv", "drawn.csv", "listed.csv");
    assertThat(files).doesNotContainKey("none.csv");
    assertThat(files.getOrDefault("sample.md", "").contains("(simulated)")).isEqualTo(simulated);
  }

  @Test
  void pagesStayUnderThreeMegabytes() {
    for (Map.Entry<String, ReportInput> entry : SamplePages.inputs().entrySet()) {
      assertThat(ReportPage.html(entry.getValue()).length())
          .as(entry.getKey())
          .isLessThan(3_000_000);
    }
  }
}
