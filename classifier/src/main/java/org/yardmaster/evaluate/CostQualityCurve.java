package org.yardmaster.evaluate;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** Named points in order of rising cost. */
public record CostQualityCurve(String id, PolicyKind kind, List<CurvePoint> points) {
  public CostQualityCurve {
    requireNonNull(id, "id is null");
    requireNonNull(kind, "kind is null");
    points = List.copyOf(points);
  }
}
