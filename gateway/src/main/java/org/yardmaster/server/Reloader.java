package org.yardmaster.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.yardmaster.config.GatewayConfig;
import org.yardmaster.journal.Journal;
import org.yardmaster.policyfile.PolicyFileException;

/**
 * Takes over changed files while requests run. What is wrong is told and not taken: the gateway
 * goes on with what it has. What only a start can set up stays as it was then, and is told too.
 */
final class Reloader {
  private static final List<Fixed> FIXED =
      List.of(
          new Fixed("listen", GatewayConfig::listen),
          new Fixed("admin", GatewayConfig::admin),
          new Fixed("ledger", GatewayConfig::ledger),
          new Fixed("payments", GatewayConfig::payments),
          new Fixed("telemetry", GatewayConfig::telemetry),
          new Fixed("journal.folder", Reloader::folder),
          new Fixed("bounds.concurrent", config -> config.bounds().concurrent()),
          new Fixed("bounds.connectionSeconds", config -> config.bounds().connection()),
          new Fixed("bounds.bodyBytes", config -> config.bounds().bodyBytes()));

  private final StateSource source;
  private final LiveState state;
  private final GatewayConfig started;
  private final Optional<Journal> journal;
  private final Consumer<String> messages;
  private String seen;

  /** A setting that takes a restart. */
  private record Fixed(String name, Function<GatewayConfig, Object> value) {}

  /**
   * A reloader.
   *
   * @param state with the configuration that the gateway was started with
   */
  Reloader(
      StateSource source, LiveState state, Optional<Journal> journal, Consumer<String> messages) {
    this.source = source;
    this.state = state;
    this.started = state.get().config();
    this.journal = journal;
    this.messages = messages;
    this.seen = fingerprint();
  }

  /** Looks whether a file has changed since the last look, and reloads if so. */
  synchronized void look() {
    String now = fingerprint();
    if (!now.equals(seen)) {
      reload();
    }
  }

  /** Reloads; empty when the new state is in force, or why it was refused. */
  synchronized Optional<String> reload() {
    seen = fingerprint();
    try {
      GatewayState next = source.load();
      state.replace(next);
      seen = fingerprint();
      journal.ifPresent(kept -> kept.keepTexts(texts(next.config())));
      messages.accept(
          "reloaded: policy %s, %d candidates%s"
              .formatted(
                  next.router().digest().substring(0, 12),
                  next.router().fleet().all().size(),
                  waiting(next.config())));
      return Optional.empty();
    } catch (IllegalArgumentException | PolicyFileException fault) {
      messages.accept("not reloaded, the old state stays: " + fault.getMessage());
      return Optional.of(String.valueOf(fault.getMessage()));
    }
  }

  /** What differs from how the gateway runs. */
  private String waiting(GatewayConfig next) {
    List<String> names = new ArrayList<>();
    for (Fixed one : FIXED) {
      if (!one.value().apply(next).equals(one.value().apply(started))) {
        names.add(one.name());
      }
    }
    return names.isEmpty()
        ? ""
        : "; what changes only with a restart stays as it was: " + String.join(", ", names);
  }

  /** Texts go nowhere but to the folder that the file names for them. */
  private boolean texts(GatewayConfig next) {
    return folder(next).equals(folder(started))
        && next.journal().map(GatewayConfig.Logbook::texts).orElse(false);
  }

  private static Optional<Path> folder(GatewayConfig config) {
    return config.journal().map(GatewayConfig.Logbook::folder);
  }

  private String fingerprint() {
    return source.files(state.get().config()).stream()
        .map(Reloader::fingerprint)
        .collect(Collectors.joining(" "));
  }

  private static String fingerprint(Path file) {
    try {
      return Files.getLastModifiedTime(file) + "/" + Files.size(file);
    } catch (IOException missing) {
      return "missing";
    }
  }
}
