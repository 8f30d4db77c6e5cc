package org.yardmaster.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.yardmaster.chart.Frame;
import org.yardmaster.chart.Plot;
import org.yardmaster.chart.XyChart;

class PictureTest {
  private static Element parsed(String svg) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)))
        .getDocumentElement();
  }

  @Test
  void aPictureStandsAloneWithItsSizeAndStyle() throws Exception {
    Element svg =
        parsed(
            Picture.svg(
                new XyChart(
                    new Frame("a", "A <script>", "b & c"),
                    "x",
                    "y",
                    false,
                    false,
                    List.of(
                        new XyChart.Point(1, 2, Optional.empty()),
                        new XyChart.Point(2, 3, Optional.empty())))));
    assertThat(svg.getNamespaceURI()).isEqualTo("http://www.w3.org/2000/svg");
    assertThat(svg.getAttribute("width")).isEqualTo("880");
    assertThat(Double.parseDouble(svg.getAttribute("height"))).isPositive();
    assertThat(svg.getElementsByTagName("style").item(0).getTextContent()).contains(".chart");
    assertThat(svg.getElementsByTagName("script").getLength()).isZero();
    assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("A <script>");
  }

  @Test
  void aChartWithoutAnythingToDrawIsSaidSo() {
    Plot empty = new Plot(new Frame("none", "t", "d"), "x", "y", List.of(), List.of(), List.of());
    assertThatThrownBy(() -> Picture.svg(empty)).hasMessageContaining("(none)");
  }
}
