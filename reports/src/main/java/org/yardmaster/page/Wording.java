package org.yardmaster.page;

import java.util.Locale;
import org.yardmaster.evaluate.Verdict;

/**
 * The words that depend on whether the data are real: what is simulated never saves anybody money.
 */
record Wording(boolean simulated) {

  /** The relative cost difference, in the middle of a sentence. */
  String reduction() {
    return simulated ? "simulated reduction" : "saving";
  }

  /** The same as a column or figure title. */
  String reductionTitle() {
    return capital(reduction());
  }

  /** The same as a JSON key. */
  String reductionKey() {
    return simulated ? "simulatedReduction" : "saving";
  }

  /** JSON key of the same, where it is read off a curve. */
  String curveReductionKey() {
    return simulated ? "curveSimulatedReduction" : "curveSaving";
  }

  /** A heading or caption that tells what the data are. */
  String heading(String words) {
    return simulated ? words + " (simulated)" : words;
  }

  String verdict(Verdict verdict) {
    return switch (verdict) {
      case ROUTE -> "Route";
      case DO_NOT_ROUTE -> "Do not route";
      case NOT_ENOUGH_DATA -> "Not enough data";
    };
  }

  private static String capital(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
