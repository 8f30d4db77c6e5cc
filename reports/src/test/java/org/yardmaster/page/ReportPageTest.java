package org.yardmaster.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.yardmaster.provenance.Digest;
import org.yardmaster.stats.Estimate;
import org.yardmaster.table.Numbers;
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
    String html = ReportPage.html(ReportFixture.hostile(payload));
    Page page = Page.read(html);
    assertThat(page.elements("script")).hasSize(1);
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
  void policyAdmitsExactlyTheInlinedStyleAndScript() {
    String html = ReportPage.html(ReportFixture.real());
    assertThat(html)
        .containsPattern(
            "content=\"default-src &#39;none&#39;; style-src &#39;sha256-[^&]+&#39;; script-src"
                + " &#39;sha256-[^&]+&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;\"");
    for (String tag : List.of("style", "script")) {
      String content = html.replaceFirst("(?s).*<" + tag + ">(.*)</" + tag + ">.*", "$1");
      byte[] hash = Digest.sha256(content.getBytes(StandardCharsets.UTF_8));
      String digest = Base64.getEncoder().encodeToString(hash);
      assertThat(html).contains(tag + "-src &#39;sha256-" + digest);
    }
  }

  @Test
  void simulatedFiguresAreNeverCalledSavings() throws Exception {
    ReportInput input = ReportFixture.simulated();
    String html = ReportPage.html(input);
    assertThat(html).doesNotContainIgnoringCase("saving");
    assertThat(ReportMarkdown.text(input)).doesNotContainIgnoringCase("saving");
    assertThat(ReportJson.json(input)).doesNotContainIgnoringCase("saving");
    assertThat(String.join("", ReportCsv.tables(input).values()))
        .doesNotContainIgnoringCase("saving");
    Page page = Page.read(html);
    for (String tag : List.of("title", "h1", "h2", "h3")) {
      for (Element heading : page.elements(tag)) {
        boolean inChart = !heading.getParentNode().getNodeName().matches("head|header|section|div");
        assertThat(inChart || heading.getTextContent().contains("simulated"))
            .as(heading.getTextContent())
            .isTrue();
      }
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
      for (String attribute : List.of("aria-labelledby", "for")) {
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
    assertThat(html).doesNotContain("NaN");
  }

  /** Leaves the pages in {@code target/report} for people to look at. */
  @Test
  void pagesStayUnderThreeMegabytes() throws Exception {
    Path folder = Files.createDirectories(Path.of("target", "report"));
    Map<String, ReportInput> inputs =
        Map.of(
            "real", ReportFixture.real(),
            "simulated", ReportFixture.simulated(),
            "several", ReportFixture.several(),
            "large", LargeFixture.input(),
            "hostile", ReportFixture.hostile("\"><img src=x onerror=alert(1)><b>"));
    for (Map.Entry<String, ReportInput> entry : inputs.entrySet()) {
      String html = ReportPage.html(entry.getValue());
      assertThat(html.length()).isLessThan(3_000_000);
      Files.writeString(folder.resolve(entry.getKey() + ".html"), html);
      Files.writeString(
          folder.resolve(entry.getKey() + ".json"), ReportJson.json(entry.getValue()));
      Files.writeString(
          folder.resolve(entry.getKey() + ".md"), ReportMarkdown.text(entry.getValue()));
    }
  }
}
