package org.yardmaster.payment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs quotes and knows them again, so that none has to be stored. A quote binds one offer to one
 * subject (a route and the hash of a body, or a key to top up) until an instant; it is random, so
 * that it also proves who was quoted to: it never appears on a chain.
 */
final class Quotes {
  private static final Pattern FORM =
      Pattern.compile("([0-9a-f]{1,12})\\.([0-9a-f]{16})\\.([0-9a-f]{32})");

  private final byte[] secret;
  private final SecureRandom random = new SecureRandom();

  /**
   * Quotes under a secret.
   *
   * @param secret shared by all gateways that shall honour each other's quotes
   */
  Quotes(byte[] secret) {
    this.secret = secret.clone();
  }

  Offer sign(Offer offer, String subject, Instant expires) {
    String start =
        Long.toHexString(expires.getEpochSecond())
            + "."
            + HexFormat.of().toHexDigits(random.nextLong());
    return offer.withQuote(start + "." + mac(offer, subject, start));
  }

  /**
   * Why an offer that carries a quote is none of ours for this subject and time; empty if it is.
   */
  Optional<String> fault(Offer offer, String subject, Instant now) {
    Matcher matcher = FORM.matcher(offer.quote());
    if (!matcher.matches()) {
      return Optional.of("quote_missing");
    }
    String start = matcher.group(1) + "." + matcher.group(2);
    byte[] expected = mac(offer.withQuote(""), subject, start).getBytes(UTF_8);
    if (!MessageDigest.isEqual(expected, matcher.group(3).getBytes(UTF_8))) {
      return Optional.of("quote_not_for_this_request");
    }
    return Long.parseLong(matcher.group(1), 16) <= now.getEpochSecond()
        ? Optional.of("quote_expired")
        : Optional.empty();
  }

  private String mac(Offer unsigned, String subject, String start) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      String text = start + "\n" + subject + "\n" + unsigned.json();
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)), 0, 16);
    } catch (GeneralSecurityException fault) {
      throw new IllegalStateException("Every JDK has HMAC-SHA-256.", fault);
    }
  }
}
