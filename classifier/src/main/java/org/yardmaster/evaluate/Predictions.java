package org.yardmaster.evaluate;

import static java.util.Objects.requireNonNull;

/**
 * What a predictor expected of every candidate on every prompt, made without seeing that prompt's
 * outcomes. Rules are swept over it for free.
 *
 * @param id the predictor's name
 * @param success expected quality in [0, 1], {@code [candidates][prompts]}
 * @param costUsd expected cost in USD per call, {@code [candidates][prompts]}
 */
public record Predictions(String id, double[][] success, double[][] costUsd) {
  public Predictions {
    requireNonNull(id, "id is null");
    requireNonNull(success, "success is null");
    requireNonNull(costUsd, "costUsd is null");
  }
}
