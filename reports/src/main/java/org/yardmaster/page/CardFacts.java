package org.yardmaster.page;

import java.util.LinkedHashMap;
import java.util.Map;
import org.yardmaster.data.DatasetCard;

/** A data card as pairs of words, for people. */
final class CardFacts {
  private CardFacts() {}

  static Map<String, String> of(DatasetCard card) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Title", card.title());
    facts.put("Source", card.source());
    facts.put("Licence", card.licence());
    facts.put("Good for", card.goodFor());
    facts.put("Use", card.evaluationOnly() ? "evaluation only" : "training and evaluation");
    facts.put("Splits", card.splitRule());
    facts.put("Contamination", String.join(" ", card.contamination()));
    facts.put("Defects", String.join(" ", card.defects()));
    facts.values().removeIf(String::isBlank);
    return facts;
  }
}
