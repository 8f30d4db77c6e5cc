package org.yardmaster.data;

/** What a prompt contains beside text; a hard constraint on the candidates that may serve it. */
public enum Modality {
  IMAGE,
  AUDIO,
  FILE
}
