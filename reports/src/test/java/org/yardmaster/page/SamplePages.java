package org.yardmaster.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pages of made-up figures, for people and browsers to look at. */
final class SamplePages {
  /** A payload that tries to leave an attribute and to run. */
  static final String PAYLOAD = "\"><img src=x onerror=alert(1)><script>alert(2)</script><b>";

  private SamplePages() {}

  /** Writes the pages into the folder that is given. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    for (Map.Entry<String, ReportInput> page : inputs().entrySet()) {
      Files.writeString(folder.resolve(page.getKey() + ".html"), ReportPage.html(page.getValue()));
    }
    Files.writeString(
        folder.resolve("picture.html"),
        Picture.page(PictureTest.CHART, List.of(PictureTest.TABLE)));
    for (Map.Entry<String, String> file :
        BulletinFiles.of(BulletinFixture.hostile(PAYLOAD)).entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
  }

  static Map<String, ReportInput> inputs() {
    Map<String, ReportInput> inputs = new LinkedHashMap<>();
    inputs.put("real", ReportFixture.real());
    inputs.put("simulated", ReportFixture.simulated());
    inputs.put("several", ReportFixture.several());
    inputs.put("large", LargeFixture.input());
    inputs.put("hostile", ReportFixture.hostile(PAYLOAD));
    return inputs;
  }
}
