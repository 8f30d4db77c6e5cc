package org.yardmaster.load;

import java.util.List;
import java.util.stream.Collectors;

/** The catalogue of everything that can be imported. */
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
          new TableImporter(),
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
    return ALL.stream().map(importer -> importer.format().name()).collect(Collectors.joining(", "));
  }
}
