package org.yardmaster.audit;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.yardmaster.data.Sample;
import org.yardmaster.outcome.Outcome;

/** A data set under audit; without outcomes only its prompts are looked at. */
public record AuditedSet(String datasetId, List<Sample> samples, List<Outcome> outcomes) {
  public AuditedSet {
    requireNonNull(datasetId, "datasetId is null");
    samples = List.copyOf(samples);
    outcomes = List.copyOf(outcomes);
  }
}
