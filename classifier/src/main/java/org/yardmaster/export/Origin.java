package org.yardmaster.export;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.yardmaster.decide.Policy;
import org.yardmaster.policyfile.PolicyFile;

/** Where an export came from: what the policy says of itself, and its digest. No clock is read. */
public final class Origin {
  private Origin() {}

  /** The policy's provenance with {@code policyDigest}, {@code simulated} and {@code proof}. */
  public static Map<String, String> of(Policy policy, Proof proof) {
    Map<String, String> facts = new TreeMap<>(policy.provenance());
    facts.put("policyDigest", digest(policy));
    facts.put("simulated", Boolean.toString(policy.simulated()));
    facts.put("proof", proof.words());
    return facts;
  }

  /** The policy's digest, 64 hex digits. */
  public static String digest(Policy policy) {
    return PolicyFile.digest(PolicyFile.write(policy), "policy");
  }

  /** One {@code key: value} per line, each behind a comment mark. */
  static String comment(Policy policy, Proof proof, String mark) {
    return of(policy, proof).entrySet().stream()
        .map(fact -> mark + " " + fact.getKey() + ": " + oneLine(fact.getValue()) + "\n")
        .collect(Collectors.joining());
  }

  /** No character that ends a line in any language. */
  static String oneLine(String value) {
    return value.replaceAll("[\\s\\p{C}\\p{Z}]+", " ");
  }
}
