package org.yardmaster.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.yardmaster.experiment.FetchRun;
import org.yardmaster.load.FetchCatalogue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code yardmaster datasets fetch NAME}. */
@Command(
    name = "fetch",
    description = "Download a published data set, going on where an earlier download stopped.",
    footer = {
      "",
      "Example:",
      "  yardmaster datasets fetch mmlu-pro --cache downloads",
      "  yardmaster import mmlu-pro downloads/mmlu-pro --db lab.duckdb",
      "",
      "Every file is checked by SHA-256. Read the licence first: yardmaster datasets",
      "show NAME"
    })
final class DatasetsFetchCommand implements Callable<Integer> {
  private static final long LINE_EVERY_NANOS = 2_000_000_000L;

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin JsonOption json = new JsonOption();

  @Parameters(index = "0", paramLabel = "NAME", description = "Data set.")
  String dataset = "";

  @Option(
      names = "--cache",
      paramLabel = "FOLDER",
      defaultValue = "downloads",
      description = "Where files are kept, in a folder per data set (default: ${DEFAULT-VALUE}).")
  Path cache = Path.of("downloads");

  @Override
  public Integer call() throws IOException, InterruptedException {
    FetchCatalogue.Source source =
        FetchCatalogue.find(dataset)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "No address known for data set (%s). Known: %s."
                            .formatted(dataset, FetchCatalogue.all().keySet())));
    Path folder = cache.resolve(dataset);
    FetchRun.Result result;
    try (HttpClient client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(Duration.ofSeconds(20))
            .build()) {
      result = new FetchRun(client, folder, progress(spec.commandLine().getErr())).fetch(source);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json.wanted) {
      out.println(JsonOption.pretty(asJson(result, folder)));
    } else {
      out.printf(
          "%s: %d files downloaded (%s), %d were there, all with the right SHA-256%n",
          dataset,
          result.downloaded(),
          DatasetsListCommand.megabytes(result.bytes()),
          result.thereAlready());
      out.printf("next: yardmaster import %s %s --db lab.duckdb%n", source.format(), folder);
    }
    out.flush();
    return 0;
  }

  private static FetchRun.Listener progress(PrintWriter messages) {
    AtomicLong last = new AtomicLong(System.nanoTime() - LINE_EVERY_NANOS);
    return (file, bytes) -> {
      long now = System.nanoTime();
      if (now - last.get() >= LINE_EVERY_NANOS) {
        last.set(now);
        messages.printf(
            "%s: %s of %s%n",
            file.path(),
            DatasetsListCommand.megabytes(bytes),
            DatasetsListCommand.megabytes(file.bytes()));
        messages.flush();
      }
    };
  }

  private ObjectNode asJson(FetchRun.Result result, Path folder) {
    return JsonOption.object()
        .put("dataset", dataset)
        .put("folder", folder.toString())
        .put("downloaded", result.downloaded())
        .put("thereAlready", result.thereAlready())
        .put("bytes", result.bytes());
  }
}
