package org.yardmaster.bench;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.yardmaster.decide.Decider;
import org.yardmaster.decide.Policy;
import org.yardmaster.policyfile.PolicyFile;

/**
 * A policy and the prompts it decides, one after the other, so that neither branch predictor nor
 * cache can memorise a single one. The prompt file has one Base64 text (UTF-8) per line.
 */
@State(Scope.Thread)
public class Workload {
  @Param("policy.yard")
  public String policy = "policy.yard";

  @Param("prompts.txt")
  public String prompts = "prompts.txt";

  private String[] texts = {};
  private byte[][] bytes = {};
  private @Nullable Decider decider;
  private @Nullable Policy loaded;
  private int next;

  @Setup
  public void load() throws IOException {
    Policy read = PolicyFile.read(Path.of(policy));
    texts =
        Files.readAllLines(Path.of(prompts)).stream()
            .map(line -> new String(Base64.getDecoder().decode(line), StandardCharsets.UTF_8))
            .toArray(String[]::new);
    bytes =
        Arrays.stream(texts)
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    loaded = read;
    decider = new Decider(read);
  }

  Decider decider() {
    return requireNonNull(decider, "not set up");
  }

  TribuoPipeline tribuoPipeline() {
    return new TribuoPipeline(requireNonNull(loaded, "not set up"), texts);
  }

  String nextText() {
    return texts[advance()];
  }

  byte[] nextBytes() {
    return bytes[advance()];
  }

  private int advance() {
    next = next + 1 < texts.length ? next + 1 : 0;
    return next;
  }
}
