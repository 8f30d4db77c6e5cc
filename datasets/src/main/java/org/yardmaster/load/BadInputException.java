package org.yardmaster.load;

import java.nio.file.Path;

/** An input file that cannot be read as what it claims to be: where, what was found, what to do. */
public final class BadInputException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public BadInputException(Place place, String found, String expected) {
    super("%s: found %s; expected %s.".formatted(place, found, expected));
  }

  public BadInputException(Path file, String found, String expected) {
    super("%s: found %s; expected %s.".formatted(file, found, expected));
  }

  public BadInputException(String message) {
    super(message);
  }
}
