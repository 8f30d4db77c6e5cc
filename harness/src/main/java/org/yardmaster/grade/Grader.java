package org.yardmaster.grade;

import org.yardmaster.data.Target;
import org.yardmaster.outcome.Completion;
import org.yardmaster.outcome.Grade;

/**
 * Judges answers against one kind of target. Stateless, safe for concurrent use, and it throws for
 * no answer whatever.
 */
public interface Grader<T extends Target> {
  /** Name and version, for instance {@code numeric/1}; any change of judgement is a new version. */
  String name();

  Grade grade(T target, Completion.Completed answer);
}
