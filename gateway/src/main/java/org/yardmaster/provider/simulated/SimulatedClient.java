package org.yardmaster.provider.simulated;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.yardmaster.data.Sample;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Fault;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.Usage;
import org.yardmaster.provider.Call;
import org.yardmaster.provider.ModelClient;
import org.yardmaster.provider.Reply;
import org.yardmaster.provider.TokenEstimate;

/**
 * Answers like the simulated candidates would. Every draw depends on the seed, the prompt, the
 * candidate and the trial alone, so a replay gives the same replies in any order. Latency is made
 * up, nothing sleeps; token counts are {@linkplain TokenEstimate estimates}.
 */
public final class SimulatedClient implements ModelClient {
  private static final List<Fault> FAULTS =
      List.of(Fault.RATE_LIMITED, Fault.SERVER_ERROR, Fault.TIMEOUT, Fault.CONNECTION);
  private static final Usage.Tokens NOTHING = new Usage.Tokens(0, 0, 0, 0, true);

  private final Behaviour behaviour;
  private final Map<String, SimulatedProfile> profiles;
  private final Map<String, Sample> samples;
  private final AnswerWriter writer;
  private final Draws draws;

  /** A client that knows these samples; where two share a prompt, the first stands for both. */
  public SimulatedClient(SimulatedCandidates cast, List<Sample> samples, long seed) {
    this.behaviour = cast.behaviour();
    this.profiles =
        cast.profiles().stream()
            .collect(Collectors.toMap(SimulatedProfile::id, Function.identity()));
    this.samples = HashMap.newHashMap(samples.size());
    samples.forEach(sample -> this.samples.putIfAbsent(sample.prompt().digest(), sample));
    this.writer = new AnswerWriter(samples);
    this.draws = new Draws(seed);
  }

  @Override
  public Reply call(Call call) {
    String digest = call.prompt().digest();
    Sample sample = samples.get(digest);
    SimulatedProfile profile = profiles.get(call.candidate().id());
    if (profile == null) {
      return unable(
          Fault.BAD_REQUEST, "no simulated candidate (%s)".formatted(call.candidate().id()));
    }
    if (sample == null) {
      return unable(
          Fault.NOT_RECORDED,
          "prompt %s is not among the samples".formatted(digest.substring(0, 12)));
    }
    return reply(call, digest, sample, profile);
  }

  private Reply reply(Call call, String digest, Sample sample, SimulatedProfile profile) {
    RandomGenerator random =
        draws.of("trial", digest, profile.id(), Integer.toString(call.trial()));
    double mishap = random.nextDouble();
    SimulatedProfile.Mishaps mishaps = profile.mishaps();
    if (mishap < mishaps.faults()) {
      Fault fault = FAULTS.get(random.nextInt(FAULTS.size()));
      return new Reply(
          new Completion.Failed(fault, "simulated fault", NOTHING), new Latency.Unmeasured());
    }
    if (mishap < mishaps.faults() + mishaps.refusals()) {
      return timed(call, refusal(call), profile.speed(), random);
    }
    boolean right = luck(digest, profile, random) < successProbability(sample, profile);
    Answer answer =
        right
            ? writer.right(sample, profile.style(), random)
            : writer.wrong(sample, profile.style(), random);
    long reasoning =
        Math.min(
            call.maxOutputTokens(),
            Math.round(profile.reasoningTokens() * noise(profile.speed().spread(), random)));
    return timed(call, completed(call, answer, reasoning), profile.speed(), random);
  }

  /** Probability that a simulated candidate gets a sample right, before refusals and faults. */
  public double successProbability(Sample sample, SimulatedProfile profile) {
    double residual = draws.of("residual", sample.prompt().digest()).nextGaussian();
    return behaviour.successProbability(
        profile.abilityOn(sample), behaviour.difficultyOf(sample, residual), sample.target());
  }

  /** Uniform in [0, 1): mostly the same for all trials of a prompt, sometimes drawn anew. */
  private double luck(String digest, SimulatedProfile profile, RandomGenerator trial) {
    double fresh = trial.nextDouble();
    boolean usual = trial.nextDouble() < behaviour.consistency();
    return usual ? draws.of("luck", digest, profile.id()).nextDouble() : fresh;
  }

  private static Completion refusal(Call call) {
    String text = "I'm sorry, but I can't help with that.";
    return new Completion.Refused(text, usage(call, TokenEstimate.ofText(text), 0));
  }

  private static Completion completed(Call call, Answer answer, long reasoning) {
    long room = call.maxOutputTokens() - reasoning;
    long wanted = TokenEstimate.ofText(answer.text()) + TokenEstimate.ofText(answer.toolCalls());
    if (wanted <= room) {
      String reason = answer.toolCalls().isEmpty() ? "stop" : "tool_calls";
      return new Completion.Completed(
          answer.text(), answer.toolCalls(), reason, usage(call, wanted, reasoning));
    }
    String cut = TokenEstimate.firstTokens(answer.text(), room);
    long output = TokenEstimate.ofText(cut);
    return new Completion.Completed(cut, "", "length", usage(call, output, reasoning));
  }

  private static Usage.Tokens usage(Call call, long output, long reasoning) {
    return new Usage.Tokens(TokenEstimate.ofPrompt(call.prompt()), 0, output, reasoning, true);
  }

  /** Puts a latency on a completion, or a time-out where it comes after the deadline. */
  private static Reply timed(
      Call call, Completion completion, SimulatedProfile.Speed speed, RandomGenerator random) {
    if (!(completion.usage() instanceof Usage.Tokens tokens)) {
      return new Reply(completion, new Latency.Unmeasured());
    }
    double nanosPerToken = 1e9 / (speed.tokensPerSecond() * noise(speed.spread(), random));
    double first = speed.firstTokenMillis() * 1e6 * noise(speed.spread(), random);
    long firstNanos = Math.round(first + tokens.reasoning() * nanosPerToken);
    long totalNanos = firstNanos + Math.round(tokens.output() * nanosPerToken);
    Duration total = Duration.ofNanos(totalNanos);
    if (total.compareTo(call.deadline()) > 0) {
      return new Reply(
          new Completion.Failed(
              Fault.TIMEOUT, "simulated answer after %s".formatted(total), tokens),
          new Latency.Unmeasured());
    }
    return new Reply(completion, new Latency.Measured(totalNanos, firstNanos));
  }

  /** A log-normal factor with median 1. */
  private static double noise(double spread, RandomGenerator random) {
    return StrictMath.exp(spread * random.nextGaussian());
  }

  private static Reply unable(Fault fault, String message) {
    return new Reply(new Completion.Failed(fault, message, NOTHING), new Latency.Unmeasured());
  }
}
