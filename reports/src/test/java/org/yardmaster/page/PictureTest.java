package org.yardmaster.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.yardmaster.chart.Frame;
import org.yardmaster.chart.RangeChart;
import org.yardmaster.table.Cell;
import org.yardmaster.table.Column;
import org.yardmaster.table.Row;
import org.yardmaster.table.Table;
import org.yardmaster.table.Unit;

class PictureTest {
  static final Table TABLE =
      new Table(
              "t",
              "Two rows",
              List.of(Column.text("name"), Column.number("size")),
              List.of(
                  Row.of(Cell.text("a <script>"), Cell.figure(Unit.SCORE, 1)),
                  Row.of(Cell.text("b"), Cell.figure(Unit.SCORE, 2))))
          .keyed("");
  static final RangeChart CHART =
      RangeChart.of(new Frame("a", "A <script>", "b & c"), TABLE, 1, "size", List.of());

  @Test
  void aPictureStandsAloneWithItsTable() throws Exception {
    Page page = Page.read(Picture.page(CHART, List.of(TABLE)));
    assertThat(page.elements("h1").getFirst().getTextContent()).isEqualTo("A <script>");
    assertThat(page.charts().getFirst().at("/rows/1/value").asText()).isEqualTo("/rows/1/1");
    assertThat(page.elements("data")).hasSize(2);
    assertThat(page.elements("script")).hasSize(3);
  }

  @Test
  void aNotebookShowsThePageInAFrameByteByByte() {
    String frame = Picture.html(CHART, TABLE);
    assertThat(frame).startsWith("<iframe sandbox=\"allow-scripts\"").endsWith("></iframe>");
    String inner = frame.substring(frame.indexOf("srcdoc=\"") + 8, frame.length() - 11);
    assertThat(inner).doesNotContain("\"");
    assertThat(inner.replace("&quot;", "\"").replace("&amp;", "&"))
        .isEqualTo(Picture.page(CHART, List.of(TABLE)));
  }
}
