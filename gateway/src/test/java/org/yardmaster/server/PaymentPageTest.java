package org.yardmaster.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** The table of attacks on payments names exactly the tests that there are. */
final class PaymentPageTest {
  private static final Pattern NAME = Pattern.compile("`([a-zA-Z0-9]+)`");

  private static Set<String> tests(List<String> classes) throws ClassNotFoundException {
    Set<String> names = new TreeSet<>();
    for (String name : classes) {
      Arrays.stream(Class.forName("org.yardmaster." + name).getDeclaredMethods())
          .filter(
              method ->
                  method.isAnnotationPresent(Test.class)
                      || method.isAnnotationPresent(ParameterizedTest.class))
          .map(Method::getName)
          .forEach(names::add);
    }
    return names;
  }

  @Test
  void everyRowNamesATestAndEveryTestOfAttacksAndFaultsHasARow()
      throws IOException, ClassNotFoundException {
    Path page = Path.of(System.getProperty("yardmaster.root", ".."), "gateway", "PAYMENTS.md");
    String text = Files.readString(page);
    String section = text.substring(text.indexOf("## Attacks"), text.indexOf("## End to end"));
    Set<String> named = new TreeSet<>();
    for (String row : section.lines().filter(line -> line.startsWith("| ")).skip(1).toList()) {
      String last = row.substring(row.lastIndexOf('|', row.length() - 2));
      Set<String> names =
          NAME.matcher(last).results().map(MatchResult::group).collect(Collectors.toSet());
      assertThat(names).as(row).isNotEmpty();
      names.forEach(name -> named.add(name.replace("`", "")));
    }
    Set<String> hostile =
        tests(
            List.of(
                "server.PaymentAttackTest",
                "server.PaymentTrickTest",
                "server.PaymentFaultTest",
                "server.PayingClientTest",
                "payment.PaymentRecoveryContract"));
    assertThat(named).containsAll(hostile);
    named.removeAll(hostile);
    assertThat(tests(List.of("server.PaymentFlowTest"))).containsAll(named);
  }
}
