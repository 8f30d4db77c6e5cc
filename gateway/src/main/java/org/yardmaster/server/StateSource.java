package org.yardmaster.server;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yardmaster.builtin.BuiltinDataset;
import org.yardmaster.config.Fleet;
import org.yardmaster.config.GatewayConfig;
import org.yardmaster.config.GatewayFile;
import org.yardmaster.config.Traffic;
import org.yardmaster.decide.Policy;
import org.yardmaster.failover.Failover;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.policyfile.PolicyFile;
import org.yardmaster.provider.Waiting;
import org.yardmaster.provider.simulated.SimulatedCandidates;
import org.yardmaster.provider.simulated.SimulatedClient;
import org.yardmaster.provider.simulated.SimulatedUpstream;
import org.yardmaster.routing.Dispatcher;
import org.yardmaster.routing.Router;
import org.yardmaster.upstream.Upstream;

/**
 * Loads what a gateway serves from its two files, at the start and at every reload.
 *
 * @param configFile {@code gateway.yaml}; without one the policy's simulated candidates serve
 * @param environment finds a variable's value by name
 */
public record StateSource(
    Path policyFile,
    Optional<Path> configFile,
    Upstream network,
    Function<String, Optional<String>> environment,
    Clock clock) {
  private static final long SIMULATION_SEED = 1;

  public StateSource {
    requireNonNull(policyFile, "policyFile is null");
    requireNonNull(configFile, "configFile is null");
    requireNonNull(network, "network is null");
    requireNonNull(environment, "environment is null");
    requireNonNull(clock, "clock is null");
  }

  /** What the configuration file says; the standard without one. */
  public GatewayConfig config() {
    return configFile.map(GatewayFile::read).orElseGet(GatewayConfig::standard);
  }

  /**
   * Loads and checks everything.
   *
   * @throws IllegalArgumentException or {@link org.yardmaster.policyfile.PolicyFileException} when
   *     something is wrong
   */
  GatewayState load() {
    GatewayConfig config = config();
    Traffic traffic = config.traffic();
    Loaded acting = policy(policyFile);
    Optional<Loaded> challenger = traffic.experiment().map(one -> policy(one.policy()));
    Optional<Loaded> shadow = traffic.shadow().map(StateSource::policy);
    List<Policy> others =
        Stream.concat(challenger.stream(), shadow.stream()).map(Loaded::policy).toList();
    Waiting waiting = Waiting.real();
    Fleet fleet =
        new Fleet.Builder(config, network, StateSource::simulation, environment, clock, waiting)
            .build(acting.policy(), others);
    config
        .routing()
        .reference()
        .filter(id -> fleet.find(id).isEmpty())
        .ifPresent(
            id -> {
              throw new IllegalArgumentException(
                  "The reference candidate (%s) does not serve; there are %s."
                      .formatted(id, fleet.candidates().keySet()));
            });
    Function<Loaded, Router> router =
        one -> new Router(one.policy(), one.digest(), fleet, config.routing());
    return new GatewayState(
        config,
        new Dispatcher(router.apply(acting), challenger.map(router), shadow.map(router), traffic),
        new Failover(config.patience(), waiting, random()));
  }

  private record Loaded(Policy policy, String digest) {}

  private static Loaded policy(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      return new Loaded(
          PolicyFile.read(bytes, file.toString()), PolicyFile.digest(bytes, file.toString()));
    } catch (IOException fault) {
      throw new IllegalArgumentException(
          "Policy %s cannot be read: %s.%nMaybe the path is wrong, or `yardmaster demo` has not been run yet."
              .formatted(file, fault),
          fault);
    }
  }

  /** Every file whose change is taken over, under a configuration. */
  List<Path> files(GatewayConfig config) {
    List<Path> files = new ArrayList<>(List.of(policyFile));
    configFile.ifPresent(files::add);
    config.traffic().experiment().map(Traffic.Experiment::policy).ifPresent(files::add);
    config.traffic().shadow().ifPresent(files::add);
    return files;
  }

  /** The generator of the calling thread, whichever that is. */
  static RandomGenerator random() {
    return () -> ThreadLocalRandom.current().nextLong();
  }

  /** The prompts that they know take a second to be made: nobody waits for it at the start. */
  private static SimulatedUpstream simulation(SimulatedCandidates cast) {
    return new SimulatedUpstream(
        CompletableFuture.supplyAsync(
            () -> new SimulatedClient(cast, BuiltinDataset.load().samples(), SIMULATION_SEED)),
        cast.candidates().stream().collect(Collectors.toMap(Candidate::model, one -> one)));
  }
}
