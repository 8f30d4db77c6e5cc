package org.yardmaster.evaluate;

/** One point of a cost-quality curve: mean USD per 1,000 prompts, and mean quality in [0, 1]. */
public record CurvePoint(double usdPer1k, double quality) {}
