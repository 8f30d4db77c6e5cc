package org.yardmaster.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.yardmaster.policyfile.PolicyFileException;

/**
 * Takes over changed files while requests run. What is wrong is told and not taken: the gateway
 * goes on with what it has. Where it listens and its ledger stay as they were at the start.
 */
final class Reloader {
  private final StateSource source;
  private final LiveState state;
  private final Consumer<String> messages;
  private String seen;

  Reloader(StateSource source, LiveState state, Consumer<String> messages) {
    this.source = source;
    this.state = state;
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

  /** Reloads; true when the new state is in force, false when it was refused. */
  synchronized boolean reload() {
    seen = fingerprint();
    try {
      GatewayState next = source.load();
      boolean restart =
          !next.config().listen().equals(state.get().config().listen())
              || !next.config().ledger().equals(state.get().config().ledger())
              || !next.config().admin().equals(state.get().config().admin())
              || !next.config().payments().equals(state.get().config().payments());
      state.replace(next);
      seen = fingerprint();
      messages.accept(
          "reloaded: policy %s, %d candidates%s"
              .formatted(
                  next.router().digest().substring(0, 12),
                  next.router().fleet().all().size(),
                  restart
                      ? "; listen, admin, ledger and payments change only with a restart"
                      : ""));
      return true;
    } catch (IllegalArgumentException | PolicyFileException fault) {
      messages.accept("not reloaded, the old state stays: " + fault.getMessage());
      return false;
    }
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
