package org.yardmaster.grade;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs programs under Linux in a namespace without a network, with bounds on time, memory, file
 * size and processes ({@code unshare}, {@code prlimit}), in an empty folder, with an empty
 * environment. A program can still read what its user can read: use an account that may see nothing
 * worth reading.
 */
public final class CodeSandbox implements CodeRunner {
  private static final int MOST_OUTPUT = 64 * 1024;
  private static final long MOST_FILE = 1 << 20;
  private static final int MOST_PROCESSES = 64;
  private static final List<String> ISOLATED =
      List.of("unshare", "--map-root-user", "--net", "--pid", "--fork", "--kill-child");

  /**
   * Bounds and commands.
   *
   * @param time of the wall clock and of the processor
   * @param memoryBytes of address space per process
   * @param commands per language what runs a file, whose name is added at the end
   */
  public record Limits(Duration time, long memoryBytes, Map<String, List<String>> commands) {
    public Limits {
      commands = Map.copyOf(commands);
      if (time.toSeconds() < 1 || memoryBytes < 16L << 20) {
        throw new IllegalArgumentException(
            "A program needs at least 1 s and 16 MiB, found %s and %d bytes."
                .formatted(time, memoryBytes));
      }
    }

    /** Python, 10 s, 512 MiB. */
    public static Limits standard() {
      return new Limits(
          Duration.ofSeconds(10), 512L << 20, Map.of("python", List.of("python3", "-I")));
    }
  }

  private final Limits limits;

  private CodeSandbox(Limits limits) {
    this.limits = limits;
  }

  /**
   * A sandbox that has been seen to work.
   *
   * @throws IllegalStateException saying what this machine does not allow
   */
  public static CodeSandbox open(Limits limits) {
    CodeSandbox sandbox = new CodeSandbox(limits);
    Attempt attempt = sandbox.execute(List.of("true"), Optional.empty());
    if (attempt.exit() != 0) {
      throw new IllegalStateException(
          ("Programs cannot be run safely here: %s.%nMaybe install util-linux (unshare, prlimit),"
                  + " or allow user namespaces: sysctl kernel.unprivileged_userns_clone=1.")
              .formatted(attempt.output().isBlank() ? "unshare failed" : attempt.lastLine()));
    }
    return sandbox;
  }

  @Override
  public Result run(String language, String source) {
    List<String> command = limits.commands().getOrDefault(language, List.of());
    if (command.isEmpty()) {
      return new Result.NotRun(
          "no command for %s; name one: --code-command %s=COMMAND".formatted(language, language));
    }
    Attempt attempt = execute(command, Optional.of(source));
    if (attempt.exit() == 0) {
      return new Result.Passed();
    }
    if (attempt.exit() == 127) {
      return new Result.NotRun("%s not found".formatted(command.getFirst()));
    }
    return new Result.Failed(
        attempt.late()
            ? "stopped after %d s".formatted(limits.time().toSeconds())
            : "exit code %d: %s".formatted(attempt.exit(), attempt.lastLine()));
  }

  /** How a command ended. */
  private record Attempt(int exit, boolean late, String output) {
    String lastLine() {
      return output.lines().filter(line -> !line.isBlank()).reduce("", (first, last) -> last);
    }
  }

  private Attempt execute(List<String> command, Optional<String> source) {
    try {
      Path folder = Files.createTempDirectory("yardmaster-code");
      try {
        List<String> line = new ArrayList<>(ISOLATED);
        line.addAll(bounds());
        line.addAll(command);
        if (source.isPresent()) {
          Path file = folder.resolve("program");
          Files.writeString(file, source.get());
          line.add(file.toString());
        }
        return execute(line, folder);
      } finally {
        delete(folder);
      }
    } catch (IOException fault) {
      return new Attempt(-1, false, String.valueOf(fault.getMessage()));
    }
  }

  private List<String> bounds() {
    return List.of(
        "prlimit",
        "--cpu=" + limits.time().toSeconds(),
        "--as=" + limits.memoryBytes(),
        "--fsize=" + MOST_FILE,
        "--nproc=" + MOST_PROCESSES,
        "--core=0",
        "--");
  }

  private Attempt execute(List<String> line, Path folder) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true);
    String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
    builder.environment().clear();
    builder.environment().put("PATH", path);
    Process process = builder.start();
    try (InputStream output = process.getInputStream()) {
      process.getOutputStream().close();
      StringBuilder said = new StringBuilder();
      Thread reader = Thread.ofVirtual().start(() -> read(output, said));
      boolean ended = process.waitFor(limits.time().toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
      }
      reader.join(Duration.ofSeconds(1));
      synchronized (said) {
        return new Attempt(ended ? process.exitValue() : -1, !ended, said.toString());
      }
    } catch (InterruptedException stop) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      return new Attempt(-1, false, "interrupted");
    }
  }

  /** Reads to the end, so that the program never waits, and keeps the beginning. */
  private static void read(InputStream output, StringBuilder said) {
    byte[] buffer = new byte[8_192];
    try {
      for (int count = output.read(buffer); count >= 0; count = output.read(buffer)) {
        synchronized (said) {
          if (said.length() < MOST_OUTPUT) {
            said.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
          }
        }
      }
    } catch (IOException closed) {
      return;
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.deleteIfExists(file);
                } catch (IOException fault) {
                  throw new UncheckedIOException(fault);
                }
              });
    }
  }
}
