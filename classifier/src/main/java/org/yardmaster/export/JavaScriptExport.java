package org.yardmaster.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.yardmaster.decide.Policy;

/** The policy as one ES module: the resource {@code decide.mjs} with the policy's JSON inside. */
final class JavaScriptExport {
  private JavaScriptExport() {}

  static String write(Policy policy) {
    return template("decide.mjs")
        .replace("@POLICY@", YardJson.compact(policy))
        .replace("@PROVENANCE@\n", Origin.comment(policy, Proof.REPLAYED, "//"));
  }

  static String template(String name) {
    try (InputStream in =
        Objects.requireNonNull(JavaScriptExport.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
