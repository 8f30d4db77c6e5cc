package org.yardmaster.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.yardmaster.policyfile.PolicyFile;
import org.yardmaster.provider.simulated.SimulatedCandidates;
import org.yardmaster.provider.stub.StubProvider;

/**
 * What operators see of policies that are compared; `.ci/full.d/status-page.sh` looks at the rest.
 */
@Timeout(60)
final class StatusPageTest {
  private static final int CALLS = 30;

  private static String page(GatewayFixture gateway) {
    return gateway.admin("/");
  }

  private static int number(String page, String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(page);
    assertThat(found.find()).as(pattern + " in " + page).isTrue();
    return Integer.parseInt(found.group(1));
  }

  private static int calls(String page, String arm) {
    return number(
        page, ">" + arm + "<.*?</td><td class=\"n\">[0-9]+ %</td><td class=\"n\">(\\d+)<");
  }

  /** A call is counted once its answer has been sent, so the last one a moment later. */
  private static String pageOfAllCalls(GatewayFixture gateway) throws InterruptedException {
    String page = page(gateway);
    while (calls(page, "spring:a") + calls(page, "spring:b") < CALLS) {
      Thread.sleep(10);
      page = page(gateway);
    }
    return page;
  }

  @Test
  void itSaysWhichCandidatesAreSimulated() throws Exception {
    try (StubProvider stub = new StubProvider();
        GatewayFixture gateway =
            new GatewayFixture(
                List.of(new GatewayFixture.Member("large", stub.address())),
                "admin: {port: 0}\n")) {
      assertThat(gateway.admin("/")).doesNotContain("simulated");
      assertThat(gateway.server().simulated()).isEmpty();
      String simulated = SimulatedCandidates.standard().candidates().getFirst().id();
      PolicyFile.write(GatewayFixture.policy(List.of("large", simulated)), gateway.policyFile);
      assertThat(gateway.reload().status()).isEqualTo(200);
      String said = "1 of 2 candidates is simulated (%s)".formatted(simulated);
      assertThat(gateway.admin("/")).contains(said + ": no money is spent or saved there");
      assertThat(gateway.server().simulated()).contains(said);
    }
  }

  @Test
  void armsAreCountedApartAndAShadowIsComparedWithWhatWasPreferred() throws InterruptedException {
    try (StubProvider stub = new StubProvider();
        GatewayFixture gateway =
            new GatewayFixture(
                List.of(
                    new GatewayFixture.Member("large", stub.address()),
                    new GatewayFixture.Member("small", stub.address())),
                """
                admin: {port: 0}
                routing:
                  shadow: other.yard
                  experiment: {name: spring, policy: other.yard, share: 0.5, by: conversation}
                """)) {
      assertThat(page(gateway)).contains("Experiment spring", "It has decided nothing yet.");
      for (int call = 0; call < CALLS; call++) {
        assertThat(gateway.chat("auto", "call " + call, "").status()).isEqualTo(200);
      }
      String page = pageOfAllCalls(gateway);
      int first = calls(page, "spring:a");
      int second = calls(page, "spring:b");
      assertThat(first + second).isEqualTo(CALLS);
      assertThat(first).isPositive();
      // Arm b goes by the shadow's policy: there, and only there, both prefer the same.
      assertThat(second).isPositive();
      assertThat(number(page, "the same in (\\d+) of " + CALLS)).isEqualTo(second);
      assertThat(page).contains(String.format(Locale.ROOT, "%.1f %%", 100.0 * second / CALLS));
    }
  }
}
