package org.yardmaster.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.yardmaster.provenance.Release;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page in the language of {@code man(7)}, from what the verbs say of themselves. */
final class ManualPage {
  private static final List<String> ENVIRONMENT =
      List.of(
          "YARDMASTER_JAVA_HOME\tThe JDK to run on, before JAVA_HOME and what is found.",
          "YARDMASTER_JAVA_OPTIONS\tOptions for the Java virtual machine, such as -Xmx2g.",
          "YARDMASTER_DEBUG\tSet to 1 for the stack traces of failures.",
          "NO_COLOR\tSet to anything for no colour.",
          "COLUMNS\tWidth of tables where --width does not say (default: the terminal's).");

  private final StringBuilder page = new StringBuilder();

  private ManualPage() {}

  static String of(CommandSpec root) {
    ManualPage manual = new ManualPage();
    manual.write(root);
    return manual.page.toString();
  }

  private void write(CommandSpec root) {
    String name = root.name();
    line(
        ".TH %s 1 \"\" \"Yardmaster %s\" \"User Commands\""
            .formatted(name.toUpperCase(Locale.ROOT), Release.VERSION));
    section("NAME");
    text(name + " - " + String.join(" ", root.usageMessage().description()));
    section("SYNOPSIS");
    text(name + " VERB [OPTIONS]");
    section("DESCRIPTION");
    footer(root);
    section("VERBS");
    verbs(root);
    section("\"EXIT STATUS\"");
    text("0 done, 1 failed, 2 wrong usage.");
    section("ENVIRONMENT");
    for (String variable : ENVIRONMENT) {
      String[] parts = variable.split("\t", 2);
      item(bold(parts[0]), parts[1]);
    }
  }

  private void verbs(CommandSpec parent) {
    parent.subcommands().values().stream()
        .map(command -> command.getCommandSpec())
        .filter(verb -> !verb.name().equals("help"))
        .forEach(
            verb -> {
              verb(verb);
              verbs(verb);
            });
  }

  private void verb(CommandSpec verb) {
    line(".SS \"%s\"".formatted(escaped(verb.qualifiedName())));
    text(String.join(" ", verb.usageMessage().description()));
    for (PositionalParamSpec parameter : verb.positionalParameters()) {
      if (!parameter.hidden()) {
        item(italic(parameter.paramLabel()), described(parameter));
      }
    }
    for (OptionSpec option : verb.options()) {
      if (!option.hidden() && !option.usageHelp() && !option.versionHelp()) {
        item(synopsis(option), described(option));
      }
    }
    footer(verb);
  }

  private static String synopsis(OptionSpec option) {
    String names =
        java.util.Arrays.stream(option.names())
            .map(ManualPage::bold)
            .collect(Collectors.joining(", "));
    return option.arity().max() == 0 ? names : names + "=" + italic(option.paramLabel());
  }

  private static String described(ArgSpec argument) {
    return String.join(" ", argument.description()) + (argument.required() ? " Required." : "");
  }

  /** Prose as paragraphs; what follows a line that ends in a colon stands as it is. */
  private void footer(CommandSpec spec) {
    boolean verbatim = false;
    line(".PP");
    for (String entry : spec.usageMessage().footer()) {
      for (String words : entry.formatted().split("\n", -1)) {
        if (verbatim && !words.startsWith(" ")) {
          line(".EE");
          verbatim = false;
        } else if (!verbatim && words.startsWith(" ")) {
          line(".EX");
          verbatim = true;
        }
        line(words.isBlank() ? ".PP" : escaped(words));
      }
    }
    if (verbatim) {
      line(".EE");
    }
  }

  private void section(String title) {
    line(".SH " + title);
  }

  private void item(String term, String words) {
    line(".TP");
    line(term);
    text(words);
  }

  private void text(String words) {
    line(escaped(words));
  }

  private void line(String words) {
    page.append(words).append('\n');
  }

  private static String bold(String words) {
    return "\\fB" + escaped(words) + "\\fR";
  }

  private static String italic(String words) {
    return "\\fI" + escaped(words) + "\\fR";
  }

  /** What means something to roff, spelled so that it means itself. */
  private static String escaped(String words) {
    String spelled = words.replace("\\", "\\e").replace("-", "\\-");
    return spelled.startsWith(".") || spelled.startsWith("'") ? "\\&" + spelled : spelled;
  }
}
