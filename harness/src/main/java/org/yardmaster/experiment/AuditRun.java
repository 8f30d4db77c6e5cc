package org.yardmaster.experiment;

import java.util.List;
import org.yardmaster.audit.Audit;
import org.yardmaster.audit.AuditSpec;
import org.yardmaster.audit.AuditedSet;
import org.yardmaster.audit.Finding;
import org.yardmaster.store.OutcomeReader;

/** Looks at stored data sets for leaks and doubtful figures. */
public final class AuditRun {
  private final Lab lab;

  public AuditRun(Lab lab) {
    this.lab = lab;
  }

  /** Everything found in these data sets and between them. */
  public List<Finding> audit(List<String> datasetIds) {
    OutcomeReader outcomes = new OutcomeReader(lab.database());
    return Audit.of(
        datasetIds.stream()
            .map(id -> new AuditedSet(id, lab.datasets().samples(id), outcomes.read(id)))
            .toList(),
        AuditSpec.STANDARD);
  }

  /** Leaks and duplicates within one data set: what a training run has to know. */
  public List<Finding> leaks(String datasetId) {
    return Audit.leaks(
        List.of(new AuditedSet(datasetId, lab.datasets().samples(datasetId), List.of())),
        AuditSpec.STANDARD);
  }
}
