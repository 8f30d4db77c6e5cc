package org.yardmaster.page;

import static org.yardmaster.table.MarkdownTable.escape;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yardmaster.table.CsvTable;
import org.yardmaster.table.MarkdownTable;
import org.yardmaster.table.Plain;
import org.yardmaster.table.Row;
import org.yardmaster.table.Table;

/** A bulletin as HTML, Markdown, JSON and CSV. */
public final class BulletinFiles {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final Bulletin bulletin;
  private final Wording words;

  private BulletinFiles(Bulletin bulletin) {
    this.bulletin = bulletin;
    this.words = new Wording(bulletin.simulated());
  }

  /** File name to content; the HTML page comes first. */
  public static Map<String, String> of(Bulletin bulletin) {
    BulletinFiles files = new BulletinFiles(bulletin);
    Map<String, String> all = new LinkedHashMap<>();
    all.put(bulletin.kind() + ".html", files.html());
    all.put(bulletin.kind() + ".md", files.markdown());
    all.put(bulletin.kind() + ".json", files.json());
    files.tables().forEach(table -> all.put(table.id() + ".csv", CsvTable.render(table)));
    return all;
  }

  private String title() {
    return words.heading(bulletin.title());
  }

  private Table figures() {
    return bulletin.figures().keyed("/figures");
  }

  private Table table(int exhibit) {
    Table plain = bulletin.exhibits().get(exhibit).table();
    return plain.titled(words.heading(plain.title())).keyed("/exhibits/" + exhibit);
  }

  private List<Table> tables() {
    List<Table> tables = new ArrayList<>(List.of(figures()));
    for (int index = 0; index < bulletin.exhibits().size(); index++) {
      tables.add(table(index));
    }
    return tables.stream().filter(table -> !table.rows().isEmpty()).toList();
  }

  private String html() {
    return PageShell.html(title(), this::writeBody);
  }

  private void writeBody(Markup markup) {
    markup.open("header");
    markup.element("h1", title());
    markup.element("p", bulletin.meta(), "class", "meta").close();
    markup.open("main", "id", "answer");
    markup.open("section", "class", "dataset", "aria-labelledby", "verdict");
    markup.open("div", "class", "answer");
    markup.element("h2", words.heading(bulletin.answer()), "id", "verdict");
    markup.element("p", bulletin.lead(), "class", "lead");
    markup.open("dl", "class", "keys");
    figures().rows().forEach(row -> AnswerSection.key(markup, row.cells().getFirst().shown(), row));
    markup.close().close();
    for (int index = 0; index < bulletin.exhibits().size(); index++) {
      section(index).write(markup);
    }
    markup.close();
    markup.open("section", "class", "closing", "aria-labelledby", "provenance");
    PageShell.writeOrigin(markup, words, bulletin.provenance(), bulletin.commands());
    markup.close().close();
    PageShell.writeFooter(markup, bulletin.simulated());
  }

  private Section section(int index) {
    Exhibit exhibit = bulletin.exhibits().get(index);
    String id = "exhibit-" + index;
    return new Section(
        id,
        exhibit.heading(),
        words.heading(exhibit.heading()),
        markup ->
            ExhibitSection.write(markup, id, exhibit.explanation(), exhibit.drawn(), table(index)));
  }

  private String markdown() {
    List<String> parts = new ArrayList<>();
    parts.add("# " + escape(title()));
    parts.add(escape(bulletin.meta()));
    parts.add("## " + escape(words.heading(bulletin.answer())));
    parts.add(escape(bulletin.lead()));
    parts.add(MarkdownTable.render(figures()).stripTrailing());
    for (int index = 0; index < bulletin.exhibits().size(); index++) {
      Exhibit exhibit = bulletin.exhibits().get(index);
      parts.add("### " + escape(words.heading(exhibit.heading())));
      parts.add(escape(exhibit.explanation()));
      if (!exhibit.table().rows().isEmpty()) {
        parts.add(MarkdownTable.render(table(index)).stripTrailing());
      }
    }
    parts.add("## " + words.heading("Provenance"));
    bulletin
        .provenance()
        .forEach((name, fact) -> parts.add("- %s: %s".formatted(escape(name), escape(fact))));
    parts.add("## " + words.heading("Commands that recompute these numbers"));
    bulletin.commands().forEach(command -> parts.add("    " + Plain.oneLine(command.line())));
    return String.join("\n\n", parts) + "\n";
  }

  private String json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("format", "yardmaster-%s/1".formatted(bulletin.kind()));
    node.put("title", bulletin.title());
    node.put("meta", bulletin.meta());
    node.put("simulated", bulletin.simulated());
    node.put("answer", bulletin.answer());
    node.put("lead", bulletin.lead());
    ObjectNode figures = node.putObject("figures");
    TableJson.addTo(figures, bulletin.figures());
    ArrayNode remarks = figures.putArray("remarks");
    bulletin.figures().rows().stream().map(Row::note).forEach(remarks::add);
    ArrayNode exhibits = node.putArray("exhibits");
    for (Exhibit exhibit : bulletin.exhibits()) {
      ObjectNode entry = exhibits.addObject();
      entry.put("id", exhibit.table().id());
      entry.put("heading", exhibit.heading());
      entry.put("explanation", exhibit.explanation());
      TableJson.addTo(entry, exhibit.table());
    }
    ObjectNode provenance = node.putObject("provenance");
    bulletin.provenance().forEach(provenance::put);
    ArrayNode commands = node.putArray("commands");
    for (ReportInput.Command command : bulletin.commands()) {
      commands.addObject().put("label", command.label()).put("line", command.line());
    }
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n";
    } catch (JsonProcessingException fault) {
      throw new IllegalStateException("A tree can always be written.", fault);
    }
  }
}
