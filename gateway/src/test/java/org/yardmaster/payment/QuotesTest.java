package org.yardmaster.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.yardmaster.payment.evm.Address;

final class QuotesTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(300);
  private static final Offer OFFER =
      new Offer(
          Scheme.EXACT,
          Flow.AUTHORIZATION,
          SpendingRules.USDC.get(1),
          new Address("0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc"),
          BigInteger.valueOf(10_000),
          420,
          Optional.empty(),
          "");

  private final Quotes quotes = new Quotes(new byte[32]);

  @Test
  void aQuoteHoldsForItsOfferItsSubjectAndItsTime() {
    Offer signed = quotes.sign(OFFER, "chat abc", LATER);
    assertThat(quotes.fault(signed, "chat abc", NOW)).isEmpty();
    assertThat(quotes.fault(signed, "chat abd", NOW)).contains("quote_not_for_this_request");
    assertThat(quotes.fault(signed.withAmount(BigInteger.ONE), "chat abc", NOW))
        .contains("quote_not_for_this_request");
    assertThat(quotes.fault(signed, "chat abc", LATER)).contains("quote_expired");
    assertThat(quotes.fault(OFFER, "chat abc", NOW)).contains("quote_missing");
  }

  @Test
  void aLaterEndCannotBeWrittenIntoIt() {
    String quote = quotes.sign(OFFER, "s", NOW).quote();
    String later = Long.toHexString(LATER.getEpochSecond()) + quote.substring(quote.indexOf('.'));
    assertThat(quotes.fault(OFFER.withQuote(later), "s", NOW))
        .contains("quote_not_for_this_request");
  }

  @Test
  void anotherSecretDoesNotKnowIt() {
    byte[] other = new byte[32];
    other[0] = 1;
    assertThat(new Quotes(other).fault(quotes.sign(OFFER, "s", LATER), "s", NOW))
        .contains("quote_not_for_this_request");
  }

  @Test
  void amountsAreRoundedUpAndNeverDown() {
    Asset usdc = SpendingRules.USDC.get(0);
    assertThat(usdc.atomic(1)).isEqualTo(BigInteger.ONE);
    assertThat(usdc.atomic(1_000)).isEqualTo(BigInteger.ONE);
    assertThat(usdc.atomic(1_001)).isEqualTo(BigInteger.TWO);
    Asset fine =
        new Asset(
            usdc.network(),
            usdc.address(),
            "",
            "",
            18,
            Asset.Transfer.PERMIT2,
            List.of(Scheme.UPTO));
    assertThat(fine.atomic(3)).isEqualTo(BigInteger.valueOf(3_000_000_000L));
    assertThat(fine.nanoUsd(fine.atomic(3))).isEqualTo(3);
  }
}
