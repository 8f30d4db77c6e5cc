// What a notebook's kernel brings and plain jshell lacks: charts go to files. Load it first:
//   jshell --class-path "$(./yardmaster notebook --class-path)" notebooks/plain.jsh notebooks/1-schema.jsh
int shown = 0;

void display(Object value, String... types) {
  java.nio.file.Path file = java.nio.file.Path.of("chart-" + ++shown + ".html");
  try {
    java.nio.file.Files.writeString(file, "<!DOCTYPE html><meta charset=\"utf-8\">" + value);
  } catch (java.io.IOException fault) {
    throw new java.io.UncheckedIOException(fault);
  }
  System.out.println("chart: " + file.toAbsolutePath());
}
