package org.yardmaster.payment;

import java.math.BigInteger;
import java.util.Locale;
import org.yardmaster.payment.evm.Keccak;
import org.yardmaster.payment.evm.Word;

/**
 * The data of a call to a scheme's contract that spends one permit of Permit2, up to its witness,
 * as the contract reads it. Whatever else somebody puts into a transaction lies elsewhere.
 */
public final class Permit2Call {
  private static final String PERMIT = "((address,uint256),uint256,uint256)";
  private static final String EIP_2612 = "(uint256,uint256,bytes32,bytes32,uint8)";
  private static final int EIP_2612_WORDS = 5;
  private static final int WORD = 64;
  private static final int SELECTOR = 10;

  /** Words of the permit itself: token, amount, nonce, deadline. */
  private static final int PERMIT_WORDS = 4;

  private Permit2Call() {}

  private static String arguments(Scheme scheme) {
    return switch (scheme) {
      case EXACT -> PERMIT + ",address,(address,uint256),bytes)";
      case UPTO -> PERMIT + ",uint256,address,(address,address,uint256),bytes)";
    };
  }

  private static String selector(String function) {
    return Word.text(Keccak.hash(function)).substring(0, SELECTOR);
  }

  /** The selector of {@code settle}. */
  public static String settle(Scheme scheme) {
    return selector("settle(" + arguments(scheme));
  }

  /** The selector of {@code settleWithPermit}, whose first argument is a permit of EIP-2612. */
  public static String settleWithPermit(Scheme scheme) {
    return selector("settleWithPermit(" + EIP_2612 + "," + arguments(scheme));
  }

  private static String hex(byte[] word) {
    return Word.text(word).substring(2);
  }

  /** Permit, amount, owner and witness; {@code charged} stands there under upto only. */
  private static String words(Scheme scheme, Authorization.Permit2 permit, String charged) {
    return hex(permit.token().word())
        + hex(Word.of(permit.amount()))
        + hex(Word.of(permit.number()))
        + hex(Word.of(permit.deadline()))
        + (scheme == Scheme.UPTO ? charged : "")
        + hex(permit.from().word())
        + hex(permit.payTo().word())
        + permit.facilitator().map(one -> hex(one.word())).orElse("")
        + hex(Word.of(permit.validAfter()));
  }

  /** A call of {@code settle}, without its signature. */
  public static String data(Scheme scheme, Authorization.Permit2 permit, BigInteger charged) {
    return settle(scheme) + words(scheme, permit, hex(Word.of(charged)));
  }

  /** Whether a transaction's data spend this permit. */
  static boolean spends(Scheme scheme, String data, Authorization.Permit2 permit) {
    String input = data.toLowerCase(Locale.ROOT);
    int start = SELECTOR;
    if (input.startsWith(settleWithPermit(scheme))) {
      start += EIP_2612_WORDS * WORD;
    } else if (!input.startsWith(settle(scheme))) {
      return false;
    }
    int amount = start + PERMIT_WORDS * WORD;
    return input.length() >= amount + WORD
        && input.startsWith(words(scheme, permit, input.substring(amount, amount + WORD)), start);
  }
}
