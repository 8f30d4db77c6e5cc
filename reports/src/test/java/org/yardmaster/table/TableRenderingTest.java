package org.yardmaster.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.yardmaster.stats.Estimate;

class TableRenderingTest {
  private static final Estimate SHARE = new Estimate(0.5, 0.4, 0.6, 0.95, 9, "test");

  private static Table table(String name) {
    return new Table(
        "things",
        "Things",
        List.of(Column.text("name"), Column.number("rows"), Column.number("share")),
        List.of(
            new Row(
                List.of(
                    Cell.text(name),
                    Cell.figure(Unit.COUNT, 1234),
                    Cell.ranged("", Unit.SHARE, SHARE)),
                "a remark",
                true),
            Row.of(Cell.text("b"), Cell.figure(Unit.COUNT, 5), new Cell.Missing("unknown"))));
  }

  @Test
  void numbersAlignRightOnATerminal() {
    assertThat(TextTable.render(table("alpha"), 80, false))
        .isEqualTo(
            """
            Things
            name    rows                share
            alpha  1,234  50.0 % [40.0, 60.0]
            b          5                    -
            """);
  }

  @Test
  void intervalsMoveBelowTheirValuesWhenWidthIsShort() {
    assertThat(TextTable.render(table("alpha"), 28, false))
        .isEqualTo(
            """
            Things
            name    rows         share
            alpha  1,234        50.0 %
                          [40.0, 60.0]
            b          5             -
            """);
  }

  @Test
  void columnsStandInPartsWhenNothingElseFits() {
    assertThat(TextTable.render(table("a very long name indeed"), 20, false))
        .isEqualTo(
            """
            Things
            name       rows
            a very …  1,234
            b             5

            name           share
            a very …      50.0 %
                      [40.0, 60…
            b                  -
            """);
  }

  @Test
  void colourAppearsOnlyWhenAskedFor() {
    assertThat(TextTable.render(table("alpha"), 80, false)).doesNotContain("\u001B");
    assertThat(TextTable.render(table("alpha"), 80, true)).contains("\u001B[1m");
  }

  @Test
  void wideLettersKeepColumnsStraight() {
    List<String> lines = TextTable.render(table("漢字"), 80, false).lines().toList();
    assertThat(lines.get(2)).isEqualTo("漢字  1,234  50.0 % [40.0, 60.0]");
  }

  @Test
  void terminalCommandsInNamesAreDisarmed() {
    assertThat(TextTable.render(table("\u001B[2Jgone\r\nnext\u202E"), 80, false))
        .contains("\uFFFD[2Jgone  next\uFFFD")
        .doesNotContain("\u001B", "\r", "\u202E");
  }

  @Property(seed = "20260101", tries = 200)
  void noLineIsWiderThanTheTerminal(
      @ForAll String name, @ForAll @IntRange(min = 20, max = 120) int width) {
    for (String line : TextTable.render(table(name), width, false).split("\n", -1)) {
      assertThat(TextWidth.of(line)).isLessThanOrEqualTo(width);
    }
  }

  @Test
  void markdownEscapesMarkup() {
    assertThat(MarkdownTable.render(table("a|b <img> [x](javascript:y) `c`")))
        .contains("**a\\|b &lt;img&gt; \\[x\\](javascript:y) \\`c\\`**")
        .contains("| ---: |");
  }

  @Test
  void csvHoldsUnroundedNumbersAndNoFormulas() {
    assertThat(CsvTable.render(table("=cmd(\"x\")")).lines())
        .containsExactly(
            "name,rows,share,share low,share high,note",
            "\"'=cmd(\"\"x\"\")\",1234,0.5,0.4,0.6,a remark",
            "b,5,,,,");
  }

  @Test
  void rowsOfAnotherLengthAreRefused() {
    List<Column> one = List.of(Column.text("a"));
    List<Row> two = List.of(Row.of(Cell.text("x"), Cell.text("y")));
    assertThatThrownBy(() -> new Table("t", "", one, two))
        .hasMessageContaining("has 1 columns and a row of 2 cells");
  }
}
