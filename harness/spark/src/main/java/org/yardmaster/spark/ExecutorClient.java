package org.yardmaster.spark;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.yardmaster.data.Sample;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.price.PriceBook;
import org.yardmaster.provider.CandidateFile;
import org.yardmaster.provider.ModelClient;
import org.yardmaster.provider.Providers;
import org.yardmaster.provider.RecordedClient;
import org.yardmaster.provider.simulated.SimulatedCandidates;
import org.yardmaster.provider.simulated.SimulatedClient;
import org.yardmaster.replay.ReplayJob;
import org.yardmaster.upstream.HttpUpstream;

/**
 * The client that all tasks of one executor share, because its rate limits hold for the process:
 * each executor keeps to its even part of them. It stays as long as job and division stay.
 */
final class ExecutorClient {
  private record Made(String job, int executors, ModelClient client, Optional<HttpUpstream> http) {}

  private static @Nullable Made made;

  private ExecutorClient() {}

  /** The client of this process. */
  static synchronized ModelClient of(Terms terms, Supplier<Terms.Memory> memory) {
    Made known = made;
    if (known != null
        && known.job().equals(terms.job())
        && known.executors() == terms.executors().size()) {
      return known.client();
    }
    if (known != null) {
      known.http().ifPresent(HttpUpstream::close);
    }
    ReplayJob job = ReplayJob.read(terms.job());
    Made fresh =
        switch (job.answering()) {
          case PROVIDERS -> {
            HttpUpstream upstream = new HttpUpstream();
            yield new Made(
                terms.job(),
                terms.executors().size(),
                providers(job, upstream, terms.executors().size()),
                Optional.of(upstream));
          }
          case SIMULATED ->
              new Made(
                  terms.job(),
                  terms.executors().size(),
                  new SimulatedClient(
                      SimulatedCandidates.standard(), samples(memory.get()), job.spec().seed()),
                  Optional.empty());
          case RECORDED ->
              new Made(
                  terms.job(),
                  terms.executors().size(),
                  new RecordedClient(
                      samples(memory.get()),
                      memory.get().answers().stream().map(OutcomeRows::read).toList()),
                  Optional.empty());
        };
    made = fresh;
    return fresh.client();
  }

  private static ModelClient providers(ReplayJob job, HttpUpstream upstream, int executors) {
    CandidateFile file =
        CandidateFile.parse("candidates file", job.candidatesFile(), new PriceBook(job.prices()));
    List<String> ids = job.candidates().stream().map(Candidate::id).toList();
    return Providers.standard(upstream)
        .sharedBy(executors)
        .client(file, ids, name -> Optional.ofNullable(System.getenv(name)));
  }

  private static List<Sample> samples(Terms.Memory memory) {
    return memory.samples().stream().map(Slice.Text::sample).toList();
  }
}
