package org.yardmaster.payment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Selectors of the official contracts, as viem derives them from the ABI of @x402/evm 2.27. */
final class Permit2CallTest {
  @ParameterizedTest
  @CsvSource({"EXACT, 0x13cd3b53, 0xfa340378", "UPTO, 0xff11e7b4, 0x016c1748"})
  void selectorsAreThoseOfTheOfficialContracts(Scheme scheme, String settle, String withPermit) {
    assertThat(Permit2Call.settle(scheme)).isEqualTo(settle);
    assertThat(Permit2Call.settleWithPermit(scheme)).isEqualTo(withPermit);
  }
}
