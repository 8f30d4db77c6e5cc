package org.yardmaster.generate;

/**
 * A source of items of one task, right by construction: text and target come from one set of facts.
 */
interface Generator {
  /** The task as samples name it. */
  String task();

  /** One item; the same draw gives the same item. */
  Draft draft(Draw draw);
}
