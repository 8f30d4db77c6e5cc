package org.yardmaster.ledger.postgresql;

import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * Where a ledger is, and as whom it is opened.
 *
 * @param place for messages, without a secret
 * @param schema that has its tables
 */
record Address(String url, String place, String schema, Properties login) {
  private static final String STANDARD_SCHEMA = "yardmaster";

  static Address read(String url, Function<String, Optional<String>> environment) {
    Properties parsed = Driver.parseURL(url, new Properties());
    String shown = url.replaceFirst("\\?.*", "");
    if (parsed == null) {
      throw new IllegalArgumentException(
          "Ledger (%s): expected jdbc:postgresql://HOST/DATABASE.".formatted(shown));
    }
    if (PGProperty.PASSWORD.getOrDefault(parsed) != null) {
      throw new IllegalArgumentException(
          "Ledger (%s): its URL tells a password; expected it in the environment variable PGPASSWORD."
              .formatted(shown));
    }
    String given = PGProperty.CURRENT_SCHEMA.getOrDefault(parsed);
    String schema = given == null ? STANDARD_SCHEMA : given;
    if (schema.contains(",")) {
      throw new IllegalArgumentException(
          "Ledger (%s): found currentSchema=%s; expected one schema.".formatted(shown, schema));
    }
    Properties login = new Properties();
    environment.apply("PGUSER").ifPresent(user -> login.setProperty("user", user));
    environment.apply("PGPASSWORD").ifPresent(word -> login.setProperty("password", word));
    return new Address(url, "%s, schema %s".formatted(shown, schema), schema, login);
  }

  /** As it stands in SQL. */
  String quotedSchema() {
    return '"' + schema.replace("\"", "\"\"") + '"';
  }

  @Override
  public String toString() {
    return place;
  }
}
