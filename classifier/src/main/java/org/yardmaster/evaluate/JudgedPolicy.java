package org.yardmaster.evaluate;

import static java.util.Objects.requireNonNull;

/**
 * Something to be judged.
 *
 * @param note how its operating point was chosen, for people
 */
public record JudgedPolicy(String id, PolicyKind kind, Assignment assignment, String note) {
  public JudgedPolicy {
    requireNonNull(id, "id is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(assignment, "assignment is null");
    requireNonNull(note, "note is null");
  }
}
