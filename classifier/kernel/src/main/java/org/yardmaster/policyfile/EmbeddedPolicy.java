package org.yardmaster.policyfile;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.yardmaster.decide.Constraints;
import org.yardmaster.decide.Decider;
import org.yardmaster.decide.Decision;
import org.yardmaster.decide.Policy;

/** The policy that travels inside an exported jar, beside the kernel: {@value #RESOURCE}. */
public final class EmbeddedPolicy {
  /** Where the policy file lies in the jar. */
  public static final String RESOURCE = "/org/yardmaster/policy.yard";

  private EmbeddedPolicy() {}

  /**
   * Reads it.
   *
   * @throws IllegalStateException when the class path holds none
   */
  public static Policy load() {
    try (InputStream in = EmbeddedPolicy.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(
            "No policy at %s on the class path.\nMaybe use a jar written by `yardmaster export --to jar`."
                .formatted(RESOURCE));
      }
      return PolicyFile.read(in.readAllBytes(), RESOURCE);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** {@code java -jar FILE PROMPT...}: one line per prompt, the choice and its fallbacks. */
  public static void main(String[] prompts) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    if (prompts.length == 0) {
      out.println("usage: java -jar FILE PROMPT...");
      return;
    }
    Decider decider = new Decider(load());
    for (String prompt : prompts) {
      out.println(line(decider.decide(prompt, Constraints.NONE)));
    }
  }

  private static String line(Decision decision) {
    return switch (decision) {
      case Decision.Route route ->
          "%s\tthen %s\t%s".formatted(route.candidate(), route.fallbacks(), route.reason());
      case Decision.Decline decline -> "declined\t" + decline.reason();
    };
  }
}
