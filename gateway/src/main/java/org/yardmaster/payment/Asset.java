package org.yardmaster.payment;

import static java.util.Objects.requireNonNull;

import java.math.BigInteger;
import java.util.List;
import org.yardmaster.payment.evm.Address;

/**
 * A dollar stablecoin that is taken.
 *
 * @param name of its EIP-712 domain ("USD Coin" for USDC on Base, "USDC" on Base Sepolia)
 * @param version of its EIP-712 domain
 * @param decimals one dollar is 10^decimals atomic units
 * @param transfer how it moves
 * @param schemes offered, in the order of the seller's preference
 */
public record Asset(
    Network network,
    Address address,
    String name,
    String version,
    int decimals,
    Transfer transfer,
    List<Scheme> schemes) {
  /** How an exact payment moves; {@code upto} always moves by Permit2. */
  public enum Transfer {
    /** The token itself takes signed transfers. */
    EIP3009,
    /** Any ERC-20 token, after its holder approved Permit2 once. */
    PERMIT2
  }

  public Asset {
    requireNonNull(network, "network is null");
    requireNonNull(address, "address is null");
    requireNonNull(name, "name is null");
    requireNonNull(version, "version is null");
    requireNonNull(transfer, "transfer is null");
    schemes = List.copyOf(schemes);
    if (decimals < 0 || decimals > 36 || schemes.isEmpty()) {
      throw new IllegalArgumentException(
          "Asset (%s) with %d decimals and the schemes %s; expected 0 to 36 and at least one."
              .formatted(address, decimals, schemes));
    }
  }

  /** Nano-dollars as atomic units, rounded up. */
  public BigInteger atomic(long nanoUsd) {
    BigInteger nano = BigInteger.valueOf(nanoUsd);
    if (decimals >= 9) {
      return nano.multiply(BigInteger.TEN.pow(decimals - 9));
    }
    BigInteger[] parts = nano.divideAndRemainder(BigInteger.TEN.pow(9 - decimals));
    return parts[1].signum() == 0 ? parts[0] : parts[0].add(BigInteger.ONE);
  }

  /** Atomic units as nano-dollars, rounded down. */
  public long nanoUsd(BigInteger atomic) {
    BigInteger nano =
        decimals >= 9
            ? atomic.divide(BigInteger.TEN.pow(decimals - 9))
            : atomic.multiply(BigInteger.TEN.pow(9 - decimals));
    return nano.bitLength() > 62 ? Long.MAX_VALUE >> 1 : nano.longValueExact();
  }

  /** Whether a scheme's signature is one of Permit2. */
  public boolean permit2(Scheme scheme) {
    return scheme == Scheme.UPTO || transfer == Transfer.PERMIT2;
  }
}
