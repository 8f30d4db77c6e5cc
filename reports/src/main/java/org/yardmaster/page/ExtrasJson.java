package org.yardmaster.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.yardmaster.evaluate.CalibrationBin;
import org.yardmaster.evaluate.LatencyProfile;
import org.yardmaster.train.LearningCurve;

/** What was measured beside an evaluation, as JSON inside that evaluation's object. */
final class ExtrasJson {
  private ExtrasJson() {}

  static void addTo(ObjectNode evaluation, Extras extras, boolean simulated) {
    evaluation.set("priceSensitivity", FiguresJson.prices(extras.prices(), simulated));
    evaluation.set("rivals", FiguresJson.rivals(extras.rivals()));
    evaluation.set("figures", FiguresJson.figures(extras.figures()));
    ArrayNode latencies = evaluation.putArray("latencies");
    for (LatencyProfile profile : extras.latencies()) {
      ObjectNode entry = latencies.addObject().put("id", profile.id());
      JsonNumbers.add(entry.putArray("levels"), LatencyProfile.LEVELS);
      JsonNumbers.add(entry.putArray("seconds"), profile.seconds());
    }
    ArrayNode calibration = evaluation.putArray("calibration");
    for (CalibrationBin bin : extras.calibration()) {
      ObjectNode entry = calibration.addObject();
      JsonNumbers.put(entry, "predicted", bin.predicted());
      JsonNumbers.put(entry, "observed", bin.observed());
      entry.put("predictions", bin.predictions());
    }
    ArrayNode learning = evaluation.putArray("learning");
    extras.learning().ifPresent(curve -> add(learning, curve));
    extras.learning().ifPresent(curve -> evaluation.put("learningAdvice", curve.advice()));
    ArrayNode exhibits = evaluation.putArray("exhibits");
    for (Exhibit exhibit : extras.exhibits()) {
      ObjectNode entry = exhibits.addObject();
      entry.put("heading", exhibit.heading());
      entry.put("explanation", exhibit.explanation());
      TableJson.addTo(entry, exhibit.table());
    }
  }

  private static void add(ArrayNode learning, LearningCurve curve) {
    for (LearningCurve.Point point : curve.points()) {
      ObjectNode entry = learning.addObject().put("labels", point.prompts());
      JsonNumbers.put(entry, "value", point.value());
      JsonNumbers.put(entry, "gain", point.gain());
    }
  }
}
