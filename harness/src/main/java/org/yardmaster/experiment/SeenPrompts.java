package org.yardmaster.experiment;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.Sample;
import org.yardmaster.decide.Policy;
import org.yardmaster.load.PromptGroup;
import org.yardmaster.outcome.OutcomeTable;

/**
 * The prompts that a policy learned or was calibrated from, as 32-bit fingerprints in its
 * provenance, so that it is never judged on them, under whatever data set id they come back. A
 * fingerprint is the first half of {@link PromptGroup}: texts that differ in case, white space or
 * Unicode form only have the same. An unseen prompt is mistaken for a seen one in about {@code
 * count} of 4,294,967,296 cases.
 */
final class SeenPrompts {
  private static final String KEY = "prompts seen ";

  /** A text in a policy file has at most 65,535 bytes; base64 takes four for three. */
  private static final int PER_ENTRY = 12_000;

  private static final int GROUP_PREFIX = "text-".length();

  private final int[] sorted;

  private SeenPrompts(int[] fingerprints) {
    this.sorted = Arrays.stream(fingerprints).sorted().distinct().toArray();
  }

  /** Those of the given rows. */
  static SeenPrompts of(OutcomeTable table, int[] rows) {
    return new SeenPrompts(
        Arrays.stream(rows).map(row -> fingerprint(table.samples().get(row))).toArray());
  }

  /** Those that a policy names; none when it was trained before policies named them. */
  static SeenPrompts of(Policy policy) {
    return new SeenPrompts(
        policy.provenance().entrySet().stream()
            .filter(entry -> entry.getKey().startsWith(KEY))
            .flatMapToInt(entry -> decoded(entry.getValue()))
            .toArray());
  }

  /** Both. */
  SeenPrompts with(SeenPrompts others) {
    return new SeenPrompts(
        IntStream.concat(Arrays.stream(sorted), Arrays.stream(others.sorted)).toArray());
  }

  private static int fingerprint(Sample sample) {
    return fingerprint(sample.prompt());
  }

  private static int fingerprint(Prompt prompt) {
    String group = PromptGroup.of(prompt.routingText());
    return Integer.parseUnsignedInt(group.substring(GROUP_PREFIX, GROUP_PREFIX + 8), 16);
  }

  private static IntStream decoded(String text) {
    ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
    return IntStream.generate(bytes::getInt).limit(bytes.remaining() / Integer.BYTES);
  }

  int count() {
    return sorted.length;
  }

  boolean contains(Sample sample) {
    return contains(sample.prompt());
  }

  boolean contains(Prompt prompt) {
    return sorted.length > 0 && Arrays.binarySearch(sorted, fingerprint(prompt)) >= 0;
  }

  /** Facts without fingerprints. */
  static Map<String, String> without(Map<String, String> facts) {
    Map<String, String> others = new TreeMap<>(facts);
    others.keySet().removeIf(key -> key.contains(KEY));
    return others;
  }

  /** The entries for a policy's provenance. */
  Map<String, String> facts() {
    Map<String, String> facts = new TreeMap<>();
    for (int from = 0; from < sorted.length; from += PER_ENTRY) {
      int[] some = Arrays.copyOfRange(sorted, from, Math.min(from + PER_ENTRY, sorted.length));
      ByteBuffer bytes = ByteBuffer.allocate(some.length * Integer.BYTES);
      bytes.asIntBuffer().put(some);
      facts.put(
          KEY + "%04d".formatted(from / PER_ENTRY),
          Base64.getEncoder().encodeToString(bytes.array()));
    }
    return facts;
  }
}
