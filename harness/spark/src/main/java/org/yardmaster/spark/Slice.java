package org.yardmaster.spark;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yardmaster.data.PromptJson;
import org.yardmaster.data.PublishedSplit;
import org.yardmaster.data.Sample;
import org.yardmaster.data.TargetJson;
import org.yardmaster.outcome.Outcome;
import org.yardmaster.provenance.CanonicalJson;

/** The calls of one task: all that may be paid for again when its worker dies. */
record Slice(List<Slice.Cell> calls) implements Serializable {

  /** One sample as text, as it stands in Parquet. */
  record Text(
      String sampleId,
      String promptJson,
      String targetJson,
      String task,
      String groupId,
      String publishedSplit,
      String labelsJson)
      implements Serializable {
    Sample sample() {
      Map<String, String> labels = new TreeMap<>();
      CanonicalJson.parse(labelsJson)
          .properties()
          .forEach(entry -> labels.put(entry.getKey(), entry.getValue().asText()));
      return new Sample(
          sampleId,
          PromptJson.read(promptJson),
          TargetJson.read(targetJson),
          task,
          groupId,
          PublishedSplit.valueOf(publishedSplit),
          labels);
    }
  }

  /** One planned call. */
  record Cell(Text sample, String candidateId, int trial) implements Serializable {
    String key(String datasetId) {
      return Outcome.key(datasetId, sample.sampleId(), candidateId, trial);
    }
  }
}
