package org.yardmaster.payment;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An EVM chain. */
public record Network(long chainId) {
  private static final Pattern CAIP2 = Pattern.compile("eip155:([1-9][0-9]{0,17})");
  private static final Map<Long, String> OLD_NAMES =
      Map.of(
          8453L, "base",
          84_532L, "base-sepolia",
          43_114L, "avalanche",
          43_113L, "avalanche-fuji",
          137L, "polygon",
          80_002L, "polygon-amoy",
          1329L, "sei",
          1328L, "sei-testnet");

  /**
   * Reads a CAIP-2 name such as {@code eip155:8453}.
   *
   * @throws IllegalArgumentException for any other form
   */
  public static Network parse(String caip2) {
    Matcher matcher = CAIP2.matcher(caip2);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "Network (%s) is not supported; expected eip155: and a chain id.".formatted(caip2));
    }
    return new Network(Long.parseLong(matcher.group(1)));
  }

  public String caip2() {
    return "eip155:" + chainId;
  }

  /** Its name in version 1 of the protocol, where it has one. */
  public Optional<String> oldName() {
    return Optional.ofNullable(OLD_NAMES.get(chainId));
  }
}
