package org.yardmaster.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializerBase;
import org.yardmaster.chart.Chart;
import org.yardmaster.chart.Frame;
import org.yardmaster.table.Plain;

/**
 * A chart with its description where people can read it. The page's script finds what to draw in
 * the attribute {@code data-chart}; until it does, or where there is none, a sentence says so.
 */
final class HtmlFigure {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new SimpleModule().addSerializer(String.class, new SafeText()))
          .build();

  private HtmlFigure() {}

  /** JSON would carry control characters past the page's escaping, as escapes of its own. */
  private static final class SafeText extends ToStringSerializerBase {
    private static final long serialVersionUID = 1;

    SafeText() {
      super(String.class);
    }

    @Override
    public String valueToString(Object value) {
      return Plain.oneLine((String) value);
    }
  }

  static void write(Markup markup, Chart chart) {
    Frame frame = chart.frame();
    String caption = frame.id() + "-caption";
    markup.open("figure", "id", frame.id());
    markup.element("figcaption", frame.description(), "id", caption);
    markup.open(
        "div",
        "class",
        "drawing",
        "role",
        "img",
        "tabindex",
        "0",
        "aria-label",
        frame.title(),
        "aria-describedby",
        caption,
        "data-chart",
        json(chart));
    markup.element("p", "Charts need JavaScript; the numbers of this one stand in the tables.");
    markup.close();
    markup.element("p", "", "class", "unseen spoken", "aria-live", "polite");
    markup.close();
  }

  private static String json(Chart chart) {
    try {
      return MAPPER.writerFor(Chart.class).writeValueAsString(chart);
    } catch (JsonProcessingException fault) {
      throw new IllegalStateException("A record of texts can always be written.", fault);
    }
  }
}
