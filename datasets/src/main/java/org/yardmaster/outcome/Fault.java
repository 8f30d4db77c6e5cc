package org.yardmaster.outcome;

/** Why a call brought no completion. A fault lowers coverage, never quality. */
public enum Fault {
  RATE_LIMITED,
  SERVER_ERROR,
  TIMEOUT,
  CONNECTION,
  BAD_RESPONSE,
  BAD_REQUEST,
  UNAUTHORISED,
  BUDGET,
  NOT_RECORDED
}
