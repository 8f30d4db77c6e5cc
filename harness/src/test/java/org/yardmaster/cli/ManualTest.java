package org.yardmaster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Help, manual page and completion know every verb, and help fits a terminal of eighty columns. */
class ManualTest {
  private static final int WIDTH = 80;

  private static List<CommandSpec> verbs() {
    List<CommandSpec> verbs = new ArrayList<>();
    add(Main.commandLine().getCommandSpec(), verbs);
    return verbs;
  }

  private static void add(CommandSpec parent, List<CommandSpec> verbs) {
    for (CommandLine child : parent.subcommands().values()) {
      if (!child.getCommandName().equals("help")) {
        verbs.add(child.getCommandSpec());
        add(child.getCommandSpec(), verbs);
      }
    }
  }

  @Test
  void everyVerbHelpsWithAnExample() {
    assertThat(verbs()).hasSizeGreaterThan(30);
    for (CommandSpec verb : verbs()) {
      assertThat(verb.commandLine().getUsageMessage(CommandLine.Help.Ansi.OFF))
          .as(verb.qualifiedName())
          .containsPattern("Examples?:")
          .contains(verb.qualifiedName() + " ");
    }
  }

  @Test
  void helpFitsEightyColumns() {
    for (CommandSpec verb : verbs()) {
      String help = verb.commandLine().getUsageMessage(CommandLine.Help.Ansi.OFF);
      assertThat(help.lines().filter(line -> line.length() > WIDTH)).as(verb.name()).isEmpty();
    }
  }

  @Test
  void theManualPageExplainsEveryVerbAndOption() {
    String page = CommandLineRun.of("manual").out();
    assertThat(page).startsWith(".TH YARDMASTER 1 ").contains(".SH \"EXIT STATUS\"");
    for (CommandSpec verb : verbs()) {
      String heading = ".SS \"%s\"\n".formatted(verb.qualifiedName().replace("-", "\\-"));
      assertThat(page).contains(heading);
      String section = page.substring(page.indexOf(heading) + 1);
      String own = section.substring(0, Math.max(section.indexOf("\n.S"), 0));
      verb.options().stream()
          .filter(option -> !option.usageHelp() && !option.versionHelp())
          .forEach(
              option ->
                  assertThat(own)
                      .as(verb.qualifiedName())
                      .contains("\\fB" + option.longestName().replace("-", "\\-") + "\\fR"));
    }
  }

  @Test
  void completionKnowsEveryVerbAndOption() {
    String script = CommandLineRun.of("completion").out();
    assertThat(script).contains("complete -F _complete_yardmaster", "bashcompinit");
    for (CommandSpec verb : verbs()) {
      assertThat(script).contains(verb.name());
      verb.options().forEach(option -> assertThat(script).contains(option.longestName()));
    }
  }
}
