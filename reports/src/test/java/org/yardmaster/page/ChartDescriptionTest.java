package org.yardmaster.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.yardmaster.chart.FlowChart;
import org.yardmaster.chart.Frame;
import org.yardmaster.table.Unit;

/** Charts point at the page's numbers and hold none of their own. */
class ChartDescriptionTest {
  private static final Set<String> POINTERS =
      Set.of("x", "y", "value", "values", "at", "amount", "cells", "shares");

  @ParameterizedTest
  @ValueSource(strings = {"real", "several", "large", "hostile"})
  void everyNumberThatAChartPointsAtStandsInThePageAndItsTwin(String name) throws Exception {
    ReportInput input = Objects.requireNonNull(SamplePages.inputs().get(name), name);
    JsonNode twin = new ObjectMapper().readTree(ReportJson.json(input));
    requireNumbers(Page.read(ReportPage.html(input)), twin);
  }

  @Test
  void theSameHoldsForBulletins() throws Exception {
    Map<String, String> files = BulletinFiles.of(BulletinFixture.of("plain", true));
    JsonNode twin = new ObjectMapper().readTree(files.get("sample.json"));
    Page page = Page.read(files.getOrDefault("sample.html", ""));
    assertThat(page.charts()).hasSize(1);
    requireNumbers(page, twin);
  }

  private static void requireNumbers(Page page, JsonNode twin) throws Exception {
    Set<String> keys = new HashSet<>();
    for (Element figure : page.elements("data")) {
      keys.add(figure.getAttribute("data-key"));
    }
    for (JsonNode chart : page.charts()) {
      List<String> pointers = new ArrayList<>();
      collect(chart, false, pointers);
      assertThat(pointers).as(chart.at("/frame/title").asText()).isNotEmpty();
      assertThat(keys).containsAll(pointers);
      assertThat(pointers).allMatch(pointer -> twin.at(pointer).isNumber());
    }
  }

  /** Pointers of a description, which holds no number itself. */
  private static void collect(JsonNode node, boolean pointing, List<String> pointers) {
    assertThat(node.isNumber()).as(node.toString()).isFalse();
    if (pointing && node.isTextual() && !node.asText().isEmpty()) {
      pointers.add(node.asText());
    }
    node.properties()
        .forEach(field -> collect(field.getValue(), POINTERS.contains(field.getKey()), pointers));
    if (node.isArray()) {
      node.forEach(child -> collect(child, pointing, pointers));
    }
  }

  @Test
  void aReportDrawsEveryKindOfChartWithEveryRow() throws Exception {
    Map<String, Integer> kinds = new TreeMap<>();
    for (JsonNode chart : Page.read(ReportPage.html(ReportFixture.real())).charts()) {
      kinds.merge(chart.get("kind").asText(), 1, Integer::sum);
      if (chart.get("kind").asText().equals("heat")) {
        int tasks = ReportFixture.real().datasets().getFirst().evaluation().tasks().size();
        assertThat(chart.get("cells")).hasSize(tasks).hasSameSizeAs(chart.get("shares"));
      }
    }
    assertThat(kinds)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("xy", 3, "ranges", 2, "spread", 1, "heat", 1, "flow", 1));
  }

  @Test
  void everyChartHasATitleADescriptionAndAPlaceToSpeak() throws Exception {
    Page page = Page.read(ReportPage.html(ReportFixture.several()));
    for (Element figure : page.elements("figure")) {
      Element drawing = (Element) figure.getElementsByTagName("div").item(0);
      assertThat(drawing.getAttribute("role")).isEqualTo("img");
      assertThat(drawing.getAttribute("aria-label")).isNotBlank();
      assertThat(drawing.getTextContent()).contains("JavaScript");
      assertThat(figure.getElementsByTagName("figcaption").item(0).getTextContent()).isNotBlank();
      assertThat(figure.getElementsByTagName("p").item(1).getAttributes().getNamedItem("aria-live"))
          .isNotNull();
    }
  }

  @Test
  void theScriptKnowsWhichUnitsAreWrittenInPerCent() {
    List<String> percent =
        Arrays.stream(Unit.values())
            .filter(unit -> unit.shown(1) == 100)
            .map(unit -> "'" + unit.name() + "'")
            .toList();
    assertThat(PageResources.SCRIPTS.get(1))
        .contains("percentUnits = [" + String.join(", ", percent) + "]");
  }

  @Test
  void labelsHoldNoHiddenCharacters() throws Exception {
    ReportInput input = ReportFixture.hostile("\u202Ea\u0000\u001B[31m\n\u2028");
    String charts = Page.read(ReportPage.html(input)).charts().toString();
    assertThat(charts).contains("\uFFFDa\uFFFD\uFFFD[31m ");
    assertThat(charts).doesNotContain("\\u", "\\n", "\u202E", "\u2028");
  }

  @Test
  void aFlowNeedsAShareForEverySourceAndTarget() {
    assertThatThrownBy(
            () ->
                new FlowChart(
                    new Frame("f", "t", "d"),
                    List.of(new FlowChart.Source("a", "/a")),
                    List.of("b", "c"),
                    List.of(List.of("/x"))))
        .hasMessageContaining("1 rows of 2 columns");
  }
}
