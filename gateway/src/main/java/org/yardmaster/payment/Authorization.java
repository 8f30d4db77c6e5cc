package org.yardmaster.payment;

import static java.util.Objects.requireNonNull;

import java.math.BigInteger;
import java.util.Optional;
import org.yardmaster.payment.evm.Address;
import org.yardmaster.payment.evm.TypedData;
import org.yardmaster.payment.evm.Word;

/** What a payer signed. Times are seconds since 1970, as the chain counts them. */
public sealed interface Authorization {
  Address from();

  Address payTo();

  /** Atomic units; the maximum under {@link Scheme#UPTO}. */
  BigInteger amount();

  BigInteger validAfter();

  /** First second in which it is void. */
  BigInteger validBefore();

  /** 32 bytes in lower-case hex; each is good for one payment. */
  String nonce();

  /** The EIP-712 digest on a chain, for the given token. */
  byte[] digest(Asset asset);

  /** Where the nonce is used up: the token itself or Permit2. */
  default Address nonceKeeper(Asset asset) {
    return switch (this) {
      case Eip3009 own -> asset.address();
      case Permit2 foreign -> Address.PERMIT2;
    };
  }

  /** A signed transfer of the token itself (EIP-3009). */
  record Eip3009(
      Address from,
      Address payTo,
      BigInteger amount,
      BigInteger validAfter,
      BigInteger validBefore,
      String nonce)
      implements Authorization {
    private static final String TYPE =
        "TransferWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256"
            + " validBefore,bytes32 nonce)";

    @Override
    public byte[] digest(Asset asset) {
      return TypedData.digest(
          TypedData.domain(
              asset.name(), asset.version(), asset.network().chainId(), asset.address()),
          TypedData.struct(
              TYPE,
              from.word(),
              payTo.word(),
              Word.of(amount),
              Word.of(validAfter),
              Word.of(validBefore),
              Word.bytes(nonce)));
    }
  }

  /**
   * A permit of Permit2 with a witness. The signer is no part of what is signed.
   *
   * @param number the nonce as Permit2 counts it
   * @param facilitator who alone may spend it; none under {@link Scheme#EXACT}
   */
  record Permit2(
      Address from,
      Address token,
      Address spender,
      Address payTo,
      BigInteger amount,
      BigInteger number,
      BigInteger deadline,
      BigInteger validAfter,
      Optional<Address> facilitator)
      implements Authorization {
    private static final String HEAD =
        "PermitWitnessTransferFrom(TokenPermissions permitted,address spender,uint256 nonce,uint256"
            + " deadline,Witness witness)TokenPermissions(address token,uint256 amount)";
    private static final String EXACT_WITNESS = "Witness(address to,uint256 validAfter)";
    private static final String UPTO_WITNESS =
        "Witness(address to,address facilitator,uint256 validAfter)";

    public Permit2 {
      requireNonNull(facilitator, "facilitator is null");
    }

    @Override
    public BigInteger validBefore() {
      return deadline.add(BigInteger.ONE);
    }

    @Override
    public String nonce() {
      return Word.text(Word.of(number));
    }

    @Override
    public byte[] digest(Asset asset) {
      String witnessType = facilitator.isPresent() ? UPTO_WITNESS : EXACT_WITNESS;
      byte[] witness =
          facilitator.isPresent()
              ? TypedData.struct(
                  witnessType, payTo.word(), facilitator.get().word(), Word.of(validAfter))
              : TypedData.struct(witnessType, payTo.word(), Word.of(validAfter));
      return TypedData.digest(
          TypedData.permit2Domain(asset.network().chainId()),
          TypedData.struct(
              HEAD + witnessType,
              TypedData.struct(
                  "TokenPermissions(address token,uint256 amount)", token.word(), Word.of(amount)),
              spender.word(),
              Word.of(number),
              Word.of(deadline),
              witness));
    }
  }
}
