package org.yardmaster.load;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The catalogue of the formats that an {@link Importer} reads; a table of a user's own is read by
 * {@link TableFormat}.
 */
public final class Importers {
  private static final List<Importer> ALL =
      List.of(
          new RouteLlmImporter(),
          new BfclImporter(),
          new MmluProImporter(),
          new ZeroEvalImporter(),
          new RouterArenaImporter(),
          new RouterBenchImporter(),
          new LlmRouterImporter(),
          new LmEvalImporter(),
          new InspectImporter(),
          new OpenAiBatchImporter(),
          new LiteLlmImporter(),
          new LangfuseImporter(),
          new OpenTelemetryImporter(),
          new JournalImporter());

  private Importers() {}

  public static List<Importer> all() {
    return ALL;
  }

  /** All formats, that of a user's own table as well. */
  public static List<ImportFormat> formats() {
    return Stream.concat(ALL.stream().map(Importer::format), Stream.of(TableFormat.FORMAT))
        .toList();
  }

  /**
   * The importer of that name.
   *
   * @throws IllegalArgumentException naming all formats when there is none
   */
  public static Importer named(String name) {
    return ALL.stream()
        .filter(importer -> importer.format().name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Unknown format (%s). Known: %s.".formatted(name, names())));
  }

  private static String names() {
    return formats().stream().map(ImportFormat::name).collect(Collectors.joining(", "));
  }
}
