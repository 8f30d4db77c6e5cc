package org.yardmaster.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yardmaster notebook}. */
@Command(
    name = "notebook",
    description = "What a Java notebook or jshell needs to use Yardmaster.",
    footer = {
      "",
      "Examples:",
      "  export JJAVA_CLASSPATH=\"$(./yardmaster notebook --class-path)\"",
      "  jupyter lab notebooks",
      "  jshell --class-path \"$(./yardmaster notebook --class-path)\"",
      "  yardmaster notebook --tidy notebooks/1-schema.ipynb",
      "",
      "notebooks/README.md tells which kernels there are and how each takes the class",
      "path. --tidy takes outputs out and writes the cells as a script for jshell",
      "beside the notebook."
    })
final class NotebookCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();

  @ArgGroup(multiplicity = "1")
  Work work = new Work();

  /** One of them. */
  static final class Work {
    @Option(
        names = "--class-path",
        description = "Print the class path, for JJAVA_CLASSPATH or jshell --class-path.")
    boolean classPath;

    @Option(
        names = "--tidy",
        arity = "1..*",
        paramLabel = "NOTEBOOK",
        description = "Strip outputs and write the paired script.")
    List<Path> tidied = List.of();
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (work.classPath) {
      out.println(System.getProperty("java.class.path"));
    }
    for (Path notebook : work.tidied) {
      NotebookPair pair = NotebookPair.read(notebook);
      pair.write();
      out.printf("%s and %s%n", notebook, pair.scriptFile());
    }
    out.flush();
    return 0;
  }
}
