package org.yardmaster.notebook;

import io.github.spencerpark.jupyter.channels.JupyterConnection;
import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.KernelConnectionProperties;
import io.github.spencerpark.jupyter.kernel.LanguageInfo;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;

/**
 * The smallest Jupyter kernel that runs our notebooks: JShell in this process, on the base that
 * IJava stood on and JJava descends from, with their {@code display(value, types)} and nothing
 * else. Stricter than they are: a cell that leaves a name unresolved fails.
 */
public final class JShellKernel extends BaseKernel {
  private static BaseKernel running;

  private final JShell shell = JShell.builder().executionEngine("local").build();

  private JShellKernel(String classPath) {
    shell.addToClasspath(classPath);
  }

  public static void main(String[] arguments) throws Exception {
    JShellKernel kernel = new JShellKernel(System.getProperty("java.class.path"));
    running = kernel;
    kernel.eval("import static org.yardmaster.notebook.JShellKernel.display;");
    JupyterConnection connection =
        new JupyterConnection(
            KernelConnectionProperties.parse(Files.readString(Path.of(arguments[0]))));
    kernel.becomeHandlerForConnection(connection);
    connection.connect();
    connection.waitUntilClose();
  }

  /** Shows a value as one of these types; returns nothing that could be shown again. */
  public static void display(Object value, String... types) {
    running.display(running.getRenderer().renderAs(value, types));
  }

  @Override
  public DisplayData eval(String cell) throws Exception {
    String rest = cell;
    while (!rest.isBlank()) {
      SourceCodeAnalysis.CompletionInfo found = shell.sourceCodeAnalysis().analyzeCompletion(rest);
      if (!found.completeness().isComplete()) {
        throw new IllegalArgumentException(
            "Cell ends in %s: %s".formatted(found.completeness(), rest));
      }
      for (SnippetEvent event : shell.eval(found.source())) {
        require(event);
      }
      rest = found.remaining();
    }
    return null;
  }

  private void require(SnippetEvent event) throws Exception {
    if (event.exception() != null) {
      throw event.exception();
    }
    List<String> complaints =
        shell
            .diagnostics(event.snippet())
            .filter(one -> one.isError())
            .map(one -> one.getMessage(Locale.ROOT))
            .toList();
    boolean usable =
        event.status() == Snippet.Status.VALID
            || event.status() == Snippet.Status.OVERWRITTEN
            || event.status() == Snippet.Status.DROPPED;
    if (!usable || !complaints.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: %s%nin: %s"
              .formatted(
                  event.status(),
                  complaints.stream().collect(Collectors.joining("\n")),
                  event.snippet().source()));
    }
  }

  @Override
  public LanguageInfo getLanguageInfo() {
    return new LanguageInfo.Builder("java")
        .version(Runtime.version().toString())
        .mimetype("text/x-java-source")
        .fileExtension(".jshell")
        .build();
  }

  @Override
  public void onShutdown(boolean restarting) {
    shell.close();
  }
}
