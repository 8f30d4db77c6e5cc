package org.yardmaster.provider;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yardmaster.data.Sample;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Fault;
import org.yardmaster.outcome.Latency;
import org.yardmaster.outcome.Outcome;
import org.yardmaster.outcome.Usage;

/** Gives back what a candidate once answered, found by prompt digest and trial. */
public final class RecordedClient implements ModelClient {
  private record Key(String candidateId, String promptDigest, int trial) {}

  private final Map<Key, Reply> replies = new HashMap<>();

  /**
   * Indexes recorded outcomes by their samples' prompts. Where several samples share one prompt,
   * the first outcome stands. Failures are not answers: they count as not recorded.
   *
   * @throws IllegalArgumentException when an outcome names a sample that is not given
   */
  public RecordedClient(List<Sample> samples, List<Outcome> outcomes) {
    Map<String, String> digests = HashMap.newHashMap(samples.size());
    for (Sample sample : samples) {
      digests.put(sample.id(), sample.prompt().digest());
    }
    for (Outcome outcome : outcomes) {
      String digest = digests.get(outcome.sampleId());
      if (digest == null) {
        throw new IllegalArgumentException(
            "Recorded outcome of candidate (%s) names sample (%s), which is not among the samples."
                .formatted(outcome.candidateId(), outcome.sampleId()));
      }
      if (!(outcome.completion() instanceof Completion.Failed)) {
        replies.putIfAbsent(
            new Key(outcome.candidateId(), digest, outcome.trial()),
            new Reply(outcome.completion(), outcome.latency()));
      }
    }
  }

  @Override
  public Reply call(Call call) {
    String digest = call.prompt().digest();
    Reply reply = replies.get(new Key(call.candidate().id(), digest, call.trial()));
    return reply == null ? missing(call, digest) : reply;
  }

  private static Reply missing(Call call, String digest) {
    String message =
        "no recorded answer of %s to prompt %s, trial %d"
            .formatted(call.candidate().id(), digest.substring(0, 12), call.trial());
    return new Reply(
        new Completion.Failed(Fault.NOT_RECORDED, message, Usage.Tokens.measured(0, 0)),
        new Latency.Unmeasured());
  }
}
