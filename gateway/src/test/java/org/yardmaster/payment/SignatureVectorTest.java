package org.yardmaster.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.yardmaster.payment.evm.Address;
import org.yardmaster.payment.evm.Keccak;
import org.yardmaster.payment.evm.Secp256k1;
import org.yardmaster.payment.evm.Word;

/**
 * Digests and signers against what viem computed for throw-away keys ({@code signatures.json}, 36
 * payments of three kinds), and against payloads of the official client where they are at hand.
 */
final class SignatureVectorTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final BigInteger ORDER =
      new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);

  private static JsonNode vectors() throws IOException {
    try (InputStream in = SignatureVectorTest.class.getResourceAsStream("signatures.json")) {
      return JSON.readTree(in);
    }
  }

  private static Asset asset(JsonNode vector) {
    return new Asset(
        new Network(vector.get("chainId").asLong()),
        new Address(vector.get("asset").asText()),
        vector.get("name").asText(),
        vector.get("version").asText(),
        6,
        Asset.Transfer.EIP3009,
        List.of(Scheme.EXACT));
  }

  private static Authorization authorization(JsonNode vector) {
    ObjectNode document = JSON.createObjectNode();
    document.set("payload", vector.get("payload"));
    return Presented.authorization(document);
  }

  private static byte[] signature(JsonNode vector) {
    return Word.bytes(vector.at("/payload/signature").asText());
  }

  @Test
  void digestsAndSignersAreThoseOfViem() throws IOException {
    for (JsonNode vector : vectors()) {
      byte[] digest = authorization(vector).digest(asset(vector));
      assertThat(Word.text(digest)).isEqualTo(vector.get("digest").asText());
      assertThat(Secp256k1.signer(digest, signature(vector)).map(Address::checksummed))
          .contains(vector.get("signer").asText());
    }
    assertThat(vectors()).hasSize(36);
  }

  @Test
  void ourOwnSignaturesAreThoseOfViemToTheLastByte() throws IOException {
    for (JsonNode vector : vectors()) {
      BigInteger key = new BigInteger(vector.get("key").asText().substring(2), 16);
      assertThat(Secp256k1.sign(Word.bytes(vector.get("digest").asText()), key))
          .isEqualTo(signature(vector));
    }
  }

  @Test
  void aFlippedBitAnywhereNamesSomebodyElse() throws IOException {
    JsonNode vector = vectors().get(0);
    byte[] digest = Word.bytes(vector.get("digest").asText());
    Optional<Address> signer = Optional.of(new Address(vector.get("signer").asText()));
    for (int bit = 0; bit < 65 * 8; bit++) {
      byte[] flipped = signature(vector);
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThat(Secp256k1.signer(digest, flipped)).as("bit %d", bit).isNotEqualTo(signer);
    }
  }

  @Test
  void theTwinWithAHighSIsRefused() throws IOException {
    for (JsonNode vector : vectors()) {
      byte[] twin = signature(vector);
      BigInteger s = new BigInteger(1, java.util.Arrays.copyOfRange(twin, 32, 64));
      System.arraycopy(Word.of(ORDER.subtract(s)), 0, twin, 32, 32);
      twin[64] = (byte) (twin[64] == 27 ? 28 : 27);
      assertThat(Secp256k1.signer(Word.bytes(vector.get("digest").asText()), twin)).isEmpty();
    }
  }

  @Test
  void keccakIsNotSha3() {
    assertThat(Word.text(Keccak.hash("")))
        .isEqualTo("0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
  }

  @Test
  void payloadsOfTheOfficialClientAreUnderstood() throws IOException {
    Path fixtures =
        Path.of(System.getProperty("yardmaster.shared"), "kits/x402/fixtures/vectors.json");
    Assumptions.assumeTrue(Files.exists(fixtures), "no official payloads at hand");
    for (JsonNode vector : JSON.readTree(fixtures.toFile())) {
      String header = vector.get("header").asText().toLowerCase(java.util.Locale.ROOT);
      Presented paid =
          Presented.of(
                  name ->
                      name.equals(header)
                          ? Optional.of(vector.get("value").asText())
                          : Optional.empty())
              .orElseThrow();
      Asset usdc = SpendingRules.USDC.get(1);
      byte[] digest = paid.authorization().digest(usdc);
      assertThat(Word.text(digest)).isEqualTo(vector.get("digest").asText());
      assertThat(Secp256k1.signer(digest, paid.signature()).map(Address::checksummed))
          .contains(vector.get("signer").asText());
    }
  }
}
