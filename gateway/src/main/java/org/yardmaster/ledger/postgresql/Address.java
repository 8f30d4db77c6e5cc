package org.yardmaster.ledger.postgresql;

import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;

/**
 * Where a ledger is, and as whom it is opened.
 *
 * @param place for messages, without a secret
 * @param schema that has its tables
 */
record Address(String url, String place, String schema, Properties login) {
  private static final String STANDARD_SCHEMA = "yardmaster";

  static Address read(String url, Function<String, Optional<String>> environment) {
    String shown = url.replaceFirst("\\?.*", "");
    Map<String, String> given = parameters(url, shown);
    if (given.containsKey("password")) {
      throw new IllegalArgumentException(
          "Ledger (%s): its URL tells a password; expected it in the environment variable PGPASSWORD."
              .formatted(shown));
    }
    String schema = given.getOrDefault("currentSchema", STANDARD_SCHEMA);
    if (schema.contains(",")) {
      throw new IllegalArgumentException(
          "Ledger (%s): found currentSchema=%s; expected one schema.".formatted(shown, schema));
    }
    Properties login = new Properties();
    environment.apply("PGUSER").ifPresent(user -> login.setProperty("user", user));
    environment.apply("PGPASSWORD").ifPresent(word -> login.setProperty("password", word));
    return new Address(url, "%s, schema %s".formatted(shown, schema), schema, login);
  }

  /** What the driver reads in the URL. */
  private static Map<String, String> parameters(String url, String shown) {
    Map<String, String> given = new HashMap<>();
    try {
      for (DriverPropertyInfo one :
          DriverManager.getDriver(url).getPropertyInfo(url, new Properties())) {
        if (one.value != null) {
          given.put(one.name, one.value);
        }
      }
    } catch (SQLException fault) {
      throw new IllegalArgumentException(
          "Ledger (%s): expected jdbc:postgresql://HOST/DATABASE.".formatted(shown), fault);
    }
    return given;
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
