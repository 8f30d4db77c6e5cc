package org.yardmaster.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** A page of ours read back through the JDK's XML parser, style sheet and script taken out. */
final class Page {
  private final Document document;

  private Page(Document document) {
    this.document = document;
  }

  static Page read(String html) throws Exception {
    return new Page(
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(bare(html).getBytes(StandardCharsets.UTF_8))));
  }

  /** Without what style sheet and scripts say: they hold no figures. */
  static String bare(String html) {
    return html.replaceAll("(?s)<(style|script)>.*?</\\1>", "<$1/>");
  }

  /** What the charts show, as the page's script reads it. */
  List<JsonNode> charts() throws IOException {
    List<JsonNode> charts = new ArrayList<>();
    for (Element element : elements("div")) {
      if (element.hasAttribute("data-chart")) {
        charts.add(new ObjectMapper().readTree(element.getAttribute("data-chart")));
      }
    }
    return charts;
  }

  List<Element> elements(String tag) {
    NodeList found = document.getElementsByTagName(tag);
    List<Element> elements = new ArrayList<>();
    for (int index = 0; index < found.getLength(); index++) {
      elements.add((Element) found.item(index));
    }
    return elements;
  }

  /** Texts that people read, without those of elements with these names. */
  List<String> texts(Set<String> without) {
    List<String> texts = new ArrayList<>();
    collect(document.getDocumentElement(), without, texts);
    return texts;
  }

  private static void collect(Node node, Set<String> without, List<String> texts) {
    if (node.getNodeType() == Node.TEXT_NODE) {
      texts.add(node.getTextContent());
    }
    if (!without.contains(node.getNodeName())) {
      for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
        collect(child, without, texts);
      }
    }
  }
}
