package org.yardmaster.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.yardmaster.config.Fleet;
import org.yardmaster.config.GatewayConfig;
import org.yardmaster.config.GatewayFile;
import org.yardmaster.config.Traffic;
import org.yardmaster.data.Message;
import org.yardmaster.data.Modality;
import org.yardmaster.data.Prompt;
import org.yardmaster.decide.Policy;
import org.yardmaster.provider.TokenEstimate;
import org.yardmaster.provider.Waiting;
import org.yardmaster.provider.simulated.SimulatedClient;
import org.yardmaster.provider.simulated.SimulatedUpstream;
import org.yardmaster.routing.AnswerLimit;
import org.yardmaster.routing.CallSize;
import org.yardmaster.routing.Conversation;
import org.yardmaster.routing.Demand;
import org.yardmaster.routing.Dispatcher;
import org.yardmaster.routing.Draw;
import org.yardmaster.routing.Exploration;
import org.yardmaster.routing.Plan;
import org.yardmaster.routing.Router;
import org.yardmaster.routing.Seats;
import org.yardmaster.routing.Wish;
import org.yardmaster.upstream.HttpUpstream;

/** Exploration, shadow and experiment, without a server. */
final class DispatcherTest {
  private static final List<String> IDS = List.of("large", "medium", "small");
  private static final Traffic.Exploration TENTH = new Traffic.Exploration(0.1, 1_000_000_000_000L);

  private final Watch clock = new Watch();
  private final Dispatcher.Memory memory =
      new Dispatcher.Memory(new Seats(clock), new Exploration(clock, new Random(7)));

  /** A clock that is set. */
  private static final class Watch extends Clock {
    private Instant now = Instant.parse("2026-05-01T10:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private static Router router(List<String> order, String digest) {
    List<GatewayFixture.Member> members =
        IDS.stream()
            .map(id -> new GatewayFixture.Member(id, java.net.URI.create("http://127.0.0.1:1")))
            .toList();
    GatewayConfig config = GatewayFile.parse("test", GatewayFixture.yaml(members));
    Policy policy = GatewayFixture.policy(order);
    try (HttpUpstream network = new HttpUpstream()) {
      Fleet fleet =
          new Fleet.Builder(
                  config,
                  network,
                  cast -> new SimulatedUpstream(new SimulatedClient(cast, List.of(), 1), Map.of()),
                  name -> Optional.of("key"),
                  Clock.systemUTC(),
                  Waiting.real())
              .build(policy, List.of());
      return new Router(policy, digest, fleet, config.routing());
    }
  }

  private static Dispatcher dispatcher(Traffic rules) {
    return new Dispatcher(
        router(IDS, "acting"),
        rules.experiment().map(unused -> router(IDS.reversed(), "challenger")),
        rules.shadow().map(unused -> router(IDS.reversed(), "shadow")),
        rules);
  }

  private static Dispatcher exploring(Traffic.Exploration exploration) {
    return dispatcher(
        new Traffic(
            Traffic.Sticky.STANDARD, Optional.of(exploration), Optional.empty(), Optional.empty()));
  }

  private static Dispatcher.Request request(Prompt prompt, Wish wish, String owner) {
    return new Dispatcher.Request(
        Demand.of(
            prompt,
            CallSize.of(TokenEstimate.upperBound(prompt), new AnswerLimit(100, false)),
            false),
        wish,
        Conversation.of(prompt, owner, Optional.empty()),
        owner,
        true);
  }

  private Plan plan(Dispatcher dispatcher, String text) {
    return dispatcher.plan(request(Prompt.of(text), Wish.auto(), ""), memory);
  }

  @Test
  void propensitiesAreThoseOfTheDraw() {
    Dispatcher dispatcher = exploring(TENTH);
    int calls = 30_000;
    Map<String, Integer> chosen = new HashMap<>();
    double weights = 0;
    for (int call = 0; call < calls; call++) {
      Draw draw = plan(dispatcher, "question " + call).draw();
      assertThat(draw.preferred()).isEqualTo("large");
      double expected = draw.chosen().equals("large") ? 0.9 + 0.1 / 3 : 0.1 / 3;
      assertThat(draw.propensity()).isCloseTo(expected, within(1e-12));
      chosen.merge(draw.chosen(), 1, Integer::sum);
      weights += draw.chosen().equals("small") ? 1 / draw.propensity() : 0;
    }
    // Four standard errors of a binomial of 1 in 30.
    double error = 4 * Math.sqrt((1 / 30.0) * (29 / 30.0) / calls);
    assertThat(chosen.getOrDefault("small", 0) / (double) calls).isCloseTo(1 / 30.0, within(error));
    assertThat(chosen.getOrDefault("medium", 0) / (double) calls)
        .isCloseTo(1 / 30.0, within(error));
    assertThat(weights / calls).as("mean weight of always small").isCloseTo(1, within(30 * error));
  }

  @Test
  void anExploredCallSaysSoAndKeepsThePreferredAsItsFallback() {
    Dispatcher dispatcher = exploring(new Traffic.Exploration(1, 1_000_000_000_000L));
    Plan plan = plan(dispatcher, "question");
    for (int call = 0; !plan.draw().explored(); call++) {
      plan = plan(dispatcher, "question " + call);
    }
    assertThat(plan.reason()).contains("drawn with probability 0.3333 instead of large");
    assertThat(plan.order().getFirst().id()).isEqualTo(plan.draw().chosen());
    assertThat(plan.order().get(1).id()).isEqualTo("large");
  }

  @Test
  void hardConstraintsBindTheDrawToo() {
    Dispatcher dispatcher = exploring(new Traffic.Exploration(1, 1_000_000_000_000L));
    Wish wish =
        new Wish(
            "auto",
            List.of(),
            OptionalDouble.empty(),
            Double.POSITIVE_INFINITY,
            Double.POSITIVE_INFINITY,
            Set.of(),
            Set.of("medium"),
            Set.of());
    for (int call = 0; call < 200; call++) {
      Plan plan = dispatcher.plan(request(Prompt.of("question " + call), wish, ""), memory);
      assertThat(plan.draw().chosen()).isNotEqualTo("medium");
      assertThat(plan.draw().propensity()).isEqualTo(0.5);
    }
  }

  @Test
  void whatTheCallerNamedIsNotVaried() {
    Dispatcher dispatcher = exploring(new Traffic.Exploration(1, 1_000_000_000_000L));
    for (int call = 0; call < 50; call++) {
      Plan plan = dispatcher.plan(request(Prompt.of("q" + call), Wish.of("small"), ""), memory);
      assertThat(plan.order().getFirst().id()).isEqualTo("small");
      assertThat(plan.draw().propensity()).isEqualTo(1);
    }
  }

  @Test
  void attachmentsOfUnknownSizeAreNotExploredWith() {
    Dispatcher dispatcher = exploring(new Traffic.Exploration(1, 1_000_000_000_000L));
    Prompt image = new Prompt(List.of(Message.user("look")), "", EnumSet.of(Modality.IMAGE));
    for (int call = 0; call < 50; call++) {
      assertThat(dispatcher.plan(request(image, Wish.auto(), ""), memory).draw().propensity())
          .isEqualTo(1);
    }
  }

  @Test
  void theBudgetBoundsTheWorstCaseOfADay() {
    // Medium may cost 2 USD and small 1 USD per million; a call is 64 + 8 + 100 tokens or less.
    long day = 1_000_000;
    Dispatcher dispatcher = exploring(new Traffic.Exploration(1, day));
    long reserved = 0;
    int explored = 0;
    for (int call = 0; call < 500; call++) {
      Draw draw = plan(dispatcher, "q" + call).draw();
      reserved += draw.reservedNano();
      explored += draw.explored() ? 1 : 0;
      assertThat(reserved).isLessThanOrEqualTo(day);
    }
    assertThat(explored).isBetween(2, 10);
    assertThat(plan(dispatcher, "late").draw().propensity()).isEqualTo(1);
    clock.now = clock.now.plus(Duration.ofDays(1));
    assertThat(plan(dispatcher, "tomorrow").draw().propensity()).isLessThan(1);
  }

  @Test
  void whatAnExploredCallDidNotCostIsFreeAgain() {
    long day = 1_000_000;
    Dispatcher dispatcher = exploring(new Traffic.Exploration(1, day));
    int explored = 0;
    for (int call = 0; call < 500; call++) {
      Draw draw = plan(dispatcher, "q" + call).draw();
      explored += draw.explored() ? 1 : 0;
      memory.exploration().settle(draw, Math.min(draw.reservedNano(), 1_000));
    }
    assertThat(explored).isGreaterThan(200);
  }

  @Test
  void aShadowDecidesAndNobodyFollows() {
    Plan plan =
        plan(
            dispatcher(
                new Traffic(
                    Traffic.Sticky.STANDARD,
                    Optional.empty(),
                    Optional.of(java.nio.file.Path.of("other.yard")),
                    Optional.empty())),
            "question");
    assertThat(plan.order().getFirst().id()).isEqualTo("large");
    assertThat(plan.draw().shadow().orElseThrow().candidate()).isEqualTo("small");
    assertThat(plan.draw().shadow().orElseThrow().policyDigest()).isEqualTo("shadow");
  }

  private static Dispatcher experiment(double share, Traffic.Unit unit) {
    return dispatcher(
        new Traffic(
            Traffic.Sticky.STANDARD,
            Optional.empty(),
            Optional.empty(),
            Optional.of(
                new Traffic.Experiment(
                    "trial", java.nio.file.Path.of("other.yard"), share, unit))));
  }

  @Test
  void conversationsStayInTheirArm() {
    Dispatcher dispatcher = experiment(0.25, Traffic.Unit.CONVERSATION);
    int second = 0;
    for (int call = 0; call < 4_000; call++) {
      String text = "question " + call;
      Plan plan = plan(dispatcher, text);
      assertThat(plan(dispatcher, text).draw().arm()).isEqualTo(plan.draw().arm());
      boolean challenger = plan.draw().arm().equals("trial:b");
      assertThat(plan.policyDigest()).isEqualTo(challenger ? "challenger" : "acting");
      assertThat(plan.order().getFirst().id()).isEqualTo(challenger ? "small" : "large");
      second += challenger ? 1 : 0;
    }
    assertThat(second).isBetween(890, 1_110);
  }

  @Test
  void keysStayInTheirArm() {
    Dispatcher dispatcher = experiment(0.5, Traffic.Unit.KEY);
    for (String owner : List.of("k1", "k2", "k3", "k4")) {
      String arm =
          dispatcher.plan(request(Prompt.of("first"), Wish.auto(), owner), memory).draw().arm();
      for (int call = 0; call < 20; call++) {
        Plan plan = dispatcher.plan(request(Prompt.of("q" + call), Wish.auto(), owner), memory);
        assertThat(plan.draw().arm()).isEqualTo(arm);
      }
    }
  }
}
