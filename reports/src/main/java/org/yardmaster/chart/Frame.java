package org.yardmaster.chart;

import static java.util.Objects.requireNonNull;

/**
 * What every chart needs beside its data.
 *
 * @param id of its element, unique in the page
 * @param title for people who cannot see it
 * @param description what to see in it, one or two sentences
 */
public record Frame(String id, String title, String description) {
  public Frame {
    requireNonNull(id, "id is null");
    requireNonNull(title, "title is null");
    requireNonNull(description, "description is null");
  }
}
