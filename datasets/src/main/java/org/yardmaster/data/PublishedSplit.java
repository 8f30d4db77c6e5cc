package org.yardmaster.data;

/** The split a source itself assigned to a sample; kept, never mixed with {@link Split}. */
public enum PublishedSplit {
  TRAIN,
  VALIDATION,
  TEST,
  NONE
}
