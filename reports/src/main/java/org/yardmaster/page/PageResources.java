package org.yardmaster.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;

/** What every page carries inside: its style sheet, the charting library, and our scripts. */
final class PageResources {
  static final String STYLE = own("report.css");

  /** In the order in which they run. */
  static final List<String> SCRIPTS = List.of(library(), own("charts.js"), own("report.js"));

  private PageResources() {}

  private static String own(String name) {
    return read("/org/yardmaster/page/" + name);
  }

  /** Apache ECharts as its jar holds it, after the notice that its licence asks to be kept. */
  private static String library() {
    String folder = "/META-INF/resources/_static/echarts/%s/".formatted(version());
    return "/*\n%s*/\n%s".formatted(read(folder + "NOTICE"), read(folder + "dist/echarts.min.js"));
  }

  private static String version() {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(read("/META-INF/maven/org.mvnpm/echarts/pom.properties")));
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    return properties.getProperty("version", "unknown");
  }

  private static String read(String name) {
    try (InputStream stream = PageResources.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException(
            "The resource (%s) is missing from the class path.".formatted(name));
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
