package org.yardmaster.bench;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.yardmaster.builtin.BuiltinDataset;
import org.yardmaster.decide.Decider;
import org.yardmaster.decide.Policy;
import org.yardmaster.policyfile.PolicyFile;

/**
 * A policy and the prompts it decides, one after the other, so that neither branch predictor nor
 * cache can memorise a single one. A prompt file has one Base64 text (UTF-8) per line; without one,
 * the built-in prompts are joined and cut to {@code length} characters.
 */
@State(Scope.Thread)
public class Workload {
  private static final int CHARACTERS = 4_000_000;
  private static final int FEWEST = 64;
  private static final int MOST = 1_024;

  /** Policy file; empty for random weights over {@link #candidates}. */
  @Param("")
  public String policy = "";

  /** Prompt file; empty for built-in text of {@link #length} characters. */
  @Param("")
  public String prompts = "";

  @Param("10")
  public int candidates = 10;

  @Param("500")
  public int length = 500;

  /** {@code ascii} for prompts of ASCII characters only, {@code mixed} for those of any script. */
  @Param("ascii")
  public String script = "ascii";

  private String[] texts = {};
  private byte[][] bytes = {};
  private @Nullable Policy loaded;
  private @Nullable Decider decider;
  private int next;

  @Setup
  public void load() throws IOException {
    Policy read =
        policy.isEmpty() ? SyntheticPolicy.of(candidates) : PolicyFile.read(Path.of(policy));
    texts = (prompts.isEmpty() ? builtin() : fromFile()).toArray(String[]::new);
    bytes =
        Arrays.stream(texts)
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    loaded = read;
    decider = new Decider(read);
  }

  private List<String> fromFile() throws IOException {
    return Files.readAllLines(Path.of(prompts)).stream()
        .map(line -> new String(Base64.getDecoder().decode(line), StandardCharsets.UTF_8))
        .toList();
  }

  private List<String> builtin() {
    boolean ascii = script.equals("ascii");
    List<String> sources =
        BuiltinDataset.load().samples().stream()
            .map(sample -> sample.prompt().routingText())
            .filter(text -> ascii == text.chars().allMatch(character -> character < 0x80))
            .toList();
    int wanted = Math.clamp(CHARACTERS / length, FEWEST, MOST);
    List<String> cut = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int at = 0; cut.size() < wanted; at = (at + 7) % sources.size()) {
      text.append(sources.get(at)).append('\n');
      if (text.length() >= length) {
        cut.add(text.substring(0, length));
        text.setLength(0);
      }
    }
    return cut;
  }

  Decider decider() {
    return requireNonNull(decider, "not set up");
  }

  Policy loadedPolicy() {
    return requireNonNull(loaded, "not set up");
  }

  TribuoPipeline tribuoPipeline() {
    return new TribuoPipeline(loadedPolicy(), texts);
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
