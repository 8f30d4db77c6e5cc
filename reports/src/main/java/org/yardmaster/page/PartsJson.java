package org.yardmaster.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.yardmaster.evaluate.HeldOutPart;
import org.yardmaster.evaluate.PolicyResult;

/** What a policy reached on each part that was kept from it, as JSON, unrounded. */
public final class PartsJson {
  private PartsJson() {}

  /** One object per part. */
  public static ArrayNode parts(List<HeldOutPart> parts) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (HeldOutPart part : parts) {
      PolicyResult policy = part.policy();
      ObjectNode node =
          array
              .addObject()
              .put("part", part.name())
              .put("prompts", part.evaluation().prompts())
              .put("reference", part.evaluation().reference());
      JsonNumbers.put(node, "quality", policy.quality());
      JsonNumbers.put(node, "qualityDifference", policy.qualityDifference());
      JsonNumbers.putEstimate(
          node, new Wording(part.evaluation().simulated()).reductionKey(), policy.saving());
      JsonNumbers.putEstimate(node, "apgr", policy.apgr());
      node.put("verdict", part.evaluation().verdict().id())
          .put("verdictSentence", part.evaluation().verdictSentence());
    }
    return array;
  }
}
