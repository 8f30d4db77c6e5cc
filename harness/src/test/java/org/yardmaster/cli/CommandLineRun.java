package org.yardmaster.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.yardmaster.provenance.CanonicalJson;

/** What one command line printed and returned. */
record CommandLineRun(int code, String out, String messages) {
  static CommandLineRun of(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter messages = new StringWriter();
    String[] words = new String[arguments.length];
    for (int index = 0; index < words.length; index++) {
      words[index] = String.valueOf(arguments[index]);
    }
    int code = Main.run(new PrintWriter(out), new PrintWriter(messages), words);
    return new CommandLineRun(code, out.toString(), messages.toString());
  }

  JsonNode json() {
    if (code != 0) {
      throw new AssertionError("exit code %d: %s".formatted(code, messages));
    }
    return CanonicalJson.parse(out);
  }
}
