package org.yardmaster.page;

import static java.util.Objects.requireNonNull;

import java.util.function.Consumer;

/**
 * A part of a data set's page that the table of contents names.
 *
 * @param id of its heading, unique in the page
 * @param name in the table of contents
 * @param heading the same with what the data are
 * @param body writes what stands below the heading
 */
record Section(String id, String name, String heading, Consumer<Markup> body) {
  Section {
    requireNonNull(id, "id is null");
    requireNonNull(name, "name is null");
    requireNonNull(heading, "heading is null");
    requireNonNull(body, "body is null");
  }

  void write(Markup markup) {
    markup.open("section");
    markup.element("h3", heading, "id", id);
    body.accept(markup);
    markup.close();
  }
}
