package org.yardmaster.data;

import java.util.List;

/** Samples in a fixed order, with the card that says where they came from. */
public interface Dataset {
  DatasetCard card();

  /** All samples, in the source's order. */
  List<Sample> samples();

  /** The data set's id, as used by every command. */
  default String id() {
    return card().id();
  }
}
