package org.yardmaster.train;

import java.util.Optional;
import org.yardmaster.decide.Line;

/** Least squares for a {@link Line} that neither starts below 0 nor falls. */
final class LineFit {
  private LineFit() {}

  /** Fits the pairs in which both numbers are known; empty where there are none. */
  static Optional<Line> fit(double[] x, double[] y) {
    int n = 0;
    double meanX = 0;
    double meanY = 0;
    double varianceX = 0;
    double covariance = 0;
    for (int at = 0; at < x.length; at++) {
      if (!Double.isNaN(x[at]) && !Double.isNaN(y[at])) {
        n++;
        double fromMean = x[at] - meanX;
        meanX += fromMean / n;
        meanY += (y[at] - meanY) / n;
        varianceX += fromMean * (x[at] - meanX);
        covariance += fromMean * (y[at] - meanY);
      }
    }
    return n == 0 ? Optional.empty() : Optional.of(kept(meanX, meanY, varianceX, covariance, n));
  }

  private static Line kept(double meanX, double meanY, double varianceX, double covariance, int n) {
    if (varianceX <= 0 || covariance <= 0) {
      return new Line(meanY, 0);
    }
    double slope = covariance / varianceX;
    double base = meanY - slope * meanX;
    double throughOrigin = (covariance + n * meanX * meanY) / (varianceX + n * meanX * meanX);
    return base >= 0 ? new Line(base, slope) : new Line(0, throughOrigin);
  }
}
