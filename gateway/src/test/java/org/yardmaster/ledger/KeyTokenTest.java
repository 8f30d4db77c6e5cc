package org.yardmaster.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class KeyTokenTest {
  @Test
  void carries256RandomBitsAndShowsOnlyItsBeginning() {
    KeyToken token = KeyToken.random();
    assertThat(token.reveal()).startsWith("ymk_");
    assertThat(Base64.getUrlDecoder().decode(token.reveal().substring(4))).hasSize(32);
    assertThat(token.reveal()).isNotEqualTo(KeyToken.random().reveal());
    assertThat(token.toString()).startsWith(token.prefix()).doesNotContain(token.reveal());
    assertThat(token.prefix()).hasSize(10);
    assertThat(token.hash()).hasSize(64).isEqualTo(KeyToken.hash(token.reveal()));
  }
}
