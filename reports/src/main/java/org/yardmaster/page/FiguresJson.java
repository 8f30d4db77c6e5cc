package org.yardmaster.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.yardmaster.evaluate.Figure;
import org.yardmaster.evaluate.PriceSensitivity;
import org.yardmaster.evaluate.Rival;

/** The figures of the metric library as JSON, unrounded. */
public final class FiguresJson {
  private FiguresJson() {}

  /** One object per figure. */
  public static ArrayNode figures(List<Figure> figures) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (Figure figure : figures) {
      ObjectNode node = array.addObject();
      node.put("subject", figure.subject());
      node.put("name", figure.name());
      node.put("source", figure.source());
      JsonNumbers.put(node, "value", figure.value());
    }
    return array;
  }

  /** One object per baseline. */
  public static ArrayNode rivals(List<Rival> rivals) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (Rival rival : rivals) {
      ObjectNode node = array.addObject().put("baseline", rival.baseline());
      JsonNumbers.put(node, "qualityDifference", rival.difference());
      JsonNumbers.put(node, "pValue", rival.pValue());
      JsonNumbers.put(node, "adjusted", rival.adjusted());
    }
    return array;
  }

  /** One object per candidate and price factor. */
  public static ArrayNode prices(List<PriceSensitivity.Scenario> scenarios, boolean simulated) {
    Wording words = new Wording(simulated);
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (PriceSensitivity.Scenario scenario : scenarios) {
      ObjectNode node = array.addObject();
      node.put("candidate", scenario.candidate());
      JsonNumbers.put(node, "factor", scenario.factor());
      node.put("reference", scenario.reference());
      JsonNumbers.putEstimate(node, words.reductionKey(), scenario.saving());
      node.put("verdict", scenario.verdict().id());
    }
    return array;
  }
}
