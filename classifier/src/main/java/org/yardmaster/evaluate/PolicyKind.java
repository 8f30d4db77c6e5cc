package org.yardmaster.evaluate;

/** What a row of an evaluation stands for. */
public enum PolicyKind {
  /** A trained policy, judged on prompts it has not seen. */
  LEARNED,
  /** What anybody can do without a router. */
  BASELINE,
  /** Needs the grades themselves: a bound, not a policy. */
  ORACLE
}
