package org.yardmaster.experiment;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yardmaster.data.Dataset;
import org.yardmaster.data.DatasetCard;
import org.yardmaster.data.Sample;
import org.yardmaster.grade.Graders;
import org.yardmaster.outcome.Candidate;
import org.yardmaster.price.Price;
import org.yardmaster.price.PriceBook;
import org.yardmaster.provider.ModelClient;
import org.yardmaster.replay.ReplayEstimate;
import org.yardmaster.replay.ReplayJob;
import org.yardmaster.replay.ReplayListener;
import org.yardmaster.replay.ReplayResult;
import org.yardmaster.replay.ReplaySpec;
import org.yardmaster.replay.Replayer;
import org.yardmaster.store.DuckDbSink;

/** Replays a stored data set through a client into the same database. */
public final class ReplayRun {
  private final Lab lab;
  private final List<Candidate> candidates;
  private final List<Price> prices;

  /** Which samples are replayed. */
  public interface SampleChoice {
    List<Sample> of(List<Sample> samples);
  }

  private final SampleChoice sample;

  /**
   * Prepares a replay of all samples.
   *
   * @param candidates who can answer
   * @param prices list prices of the candidates that the database may not know yet
   */
  public ReplayRun(Lab lab, List<Candidate> candidates, List<Price> prices) {
    this(lab, candidates, prices, samples -> samples);
  }

  /** Prepares a replay of some samples. */
  public ReplayRun(Lab lab, List<Candidate> candidates, List<Price> prices, SampleChoice sample) {
    this.lab = lab;
    this.candidates = List.copyOf(candidates);
    this.prices = List.copyOf(prices);
    this.sample = sample;
  }

  /** A stored data set. */
  private record Stored(DatasetCard card, List<Sample> samples) implements Dataset {}

  private Dataset dataset(String id) {
    List<Sample> samples = lab.datasets().samples(id);
    return new Stored(lab.datasets().card(id), sample.of(samples));
  }

  /**
   * The same replay for an engine in another process.
   *
   * @param candidatesFile text of the file with providers and limits, where providers answer
   * @throws IllegalArgumentException when the spec names an unknown candidate
   */
  public ReplayJob job(ReplaySpec spec, ReplayJob.Answering answering, String candidatesFile) {
    List<Candidate> chosen = chosen(spec);
    if (chosen.size() < spec.candidateIds().size()) {
      throw new IllegalArgumentException(
          "There is no such candidate among %s.%nMaybe one of %s was meant."
              .formatted(spec.candidateIds(), candidates.stream().map(Candidate::id).toList()));
    }
    Set<String> models = chosen.stream().map(Candidate::model).collect(Collectors.toSet());
    List<Price> wanted =
        allPrices().prices().stream()
            .filter(price -> models.contains(price.model()) || prices.contains(price))
            .toList();
    return new ReplayJob(spec, chosen, wanted, answering, candidatesFile);
  }

  /** What the missing calls would take; writes nothing. */
  public ReplayEstimate estimate(ReplaySpec spec) {
    return ReplayEstimate.of(
        spec,
        dataset(spec.datasetId()),
        candidates,
        allPrices(),
        LocalDate.now(lab.clock()),
        lab.outcomes().recordedKeys(spec.datasetId()));
  }

  /** Makes the missing calls and records them; the same spec again makes none twice. */
  public ReplayResult run(ReplaySpec spec, ModelClient client, ReplayListener listener) {
    Dataset dataset = dataset(spec.datasetId());
    lab.database()
        .transaction(
            () -> {
              lab.outcomes().addCandidates(chosen(spec));
              lab.priceStore().add(prices);
              return true;
            });
    return lab.database()
        .besideSnapshot(
            () ->
                new Replayer(
                        client,
                        Graders.standard(),
                        allPrices(),
                        new DuckDbSink(lab.database(), lab.outcomes(), lab.clock()),
                        listener,
                        lab.clock())
                    .run(spec, dataset, candidates));
  }

  private List<Candidate> chosen(ReplaySpec spec) {
    List<Candidate> chosen = new ArrayList<>(candidates);
    chosen.removeIf(candidate -> !spec.candidateIds().contains(candidate.id()));
    return chosen;
  }

  private PriceBook allPrices() {
    return new PriceBook(
        Stream.concat(lab.prices().prices().stream(), prices.stream()).distinct().toList());
  }
}
