package org.yardmaster.cli;

import java.io.PrintWriter;
import org.yardmaster.load.ImportFormat;
import org.yardmaster.load.Importers;

/** What {@code import --formats} prints. */
final class FormatList {
  private FormatList() {}

  static void print(PrintWriter out) {
    for (ImportFormat format : Importers.formats()) {
      out.printf("%s: %s%n", format.name(), format.description());
      out.printf("  reads      %s%n", format.layout());
      out.printf(
          "  data sets  %s%n",
          format.datasetIds().isEmpty() ? "named by --id" : String.join(", ", format.datasetIds()));
      out.printf("  tested on  %s%n", format.testedOn());
    }
    out.flush();
  }
}
