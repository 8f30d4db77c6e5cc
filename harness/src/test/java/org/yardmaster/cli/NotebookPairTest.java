package org.yardmaster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notebooks are kept without outputs, and each has the same cells as a script beside it. */
class NotebookPairTest {
  private static final Path NOTEBOOKS =
      Path.of(System.getProperty("yardmaster.root", "..")).resolve("notebooks");

  private static final String RUN =
      """
      {"cells": [
        {"cell_type": "markdown", "id": "a", "metadata": {"tags": ["x"]}, "source": ["# Two\\n", "\\n", "lines"]},
        {"cell_type": "code", "id": "b", "execution_count": 7, "metadata": {"collapsed": true},
         "outputs": [{"output_type": "stream", "name": "stdout", "text": "secret"}],
         "source": "int a = 1;\\nint b = 2;\\n"}],
       "metadata": {"kernelspec": {"name": "rapaio"}}, "nbformat": 4, "nbformat_minor": 5}
      """;

  @TempDir Path folder = Path.of("");

  private static List<Path> kept() throws IOException {
    try (Stream<Path> files = Files.list(NOTEBOOKS)) {
      return files.filter(file -> file.toString().endsWith(".ipynb")).sorted().toList();
    }
  }

  @Test
  void theKeptNotebooksAreTidyAndInStepWithTheirScripts() throws IOException {
    assertThat(kept()).hasSize(5);
    for (Path notebook : kept()) {
      NotebookPair pair = NotebookPair.read(notebook);
      String redo = "%s: yardmaster notebook --tidy %s".formatted(notebook, notebook);
      assertThat(Files.readString(notebook)).as(redo).isEqualTo(pair.tidied());
      assertThat(Files.readString(pair.scriptFile())).as(redo).isEqualTo(pair.script());
    }
  }

  @Test
  void theKeptNotebooksUseNoSyntaxOfOneKernel() throws IOException {
    for (Path notebook : kept()) {
      List<String> code =
          NotebookPair.read(notebook).cells().stream()
              .filter(NotebookPair.Cell::code)
              .map(NotebookPair.Cell::text)
              .toList();
      assertThat(code).as(notebook.toString()).noneMatch(cell -> cell.startsWith("%"));
      assertThat(code.stream().filter(cell -> cell.contains("display("))).hasSize(1);
    }
  }

  @Test
  void tidyingTakesOutputsOutAndWritesTheScript() throws IOException {
    Path notebook = folder.resolve("mine.ipynb");
    Files.writeString(notebook, RUN);
    assertThat(CommandLineRun.of("notebook", "--tidy", notebook).code()).isZero();
    assertThat(Files.readString(notebook))
        .doesNotContain("secret", "collapsed", "rapaio", "\"id\"")
        .contains("\"execution_count\": null", "\"outputs\": []", "   \"int a = 1;\\n\",");
    assertThat(folder.resolve("mine.jsh"))
        .hasContent("// %% [markdown]\n// # Two\n//\n// lines\n\n// %%\nint a = 1;\nint b = 2;\n");
  }

  @Test
  void tidyingTwiceChangesNothing() throws IOException {
    Path notebook = folder.resolve("mine.ipynb");
    Files.writeString(notebook, RUN);
    String once = NotebookPair.read(notebook).tidied();
    Files.writeString(notebook, once);
    assertThat(NotebookPair.read(notebook).tidied()).isEqualTo(once);
  }

  @Test
  void whatIsNoNotebookIsRefusedAndLeftAlone() throws IOException {
    Path text = Files.writeString(folder.resolve("text.ipynb"), "{\"a\": 1}");
    CommandLineRun run = CommandLineRun.of("notebook", "--tidy", text);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.messages()).contains("text.ipynb", "expected a Jupyter notebook");
    assertThat(text).hasContent("{\"a\": 1}");
  }
}
