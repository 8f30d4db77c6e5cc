package org.yardmaster.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.yardmaster.experiment.ArrivalRun;

/**
 * A candidate's arrival under its id.
 *
 * @param runId its id in the database, 64 hex digits
 * @param provenance inputs and settings
 */
record RecordedArrival(String runId, Map<String, String> provenance, ArrivalRun.Result result) {

  ObjectNode json() {
    ObjectNode node = JsonOption.object().put("runId", runId);
    ObjectNode facts = node.putObject("provenance");
    provenance.forEach(facts::put);
    node.setAll(ArrivalOutput.json(result));
    return node;
  }
}
