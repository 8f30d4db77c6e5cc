package org.yardmaster.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.yardmaster.ledger.Money.AT;
import static org.yardmaster.ledger.Money.hold;
import static org.yardmaster.ledger.Money.limits;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yardmaster.budget.Admission;
import org.yardmaster.budget.Claim;
import org.yardmaster.budget.Limit;
import org.yardmaster.budget.Scope;

/** What every {@link Ledger} does with clients' keys. */
public abstract class KeysContract {
  private Ledger ledger = new InMemoryLedger();

  /** A new, empty ledger. */
  protected abstract Ledger create();

  @BeforeEach
  void open() {
    ledger = create();
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  private Keys keys() {
    return ledger.keys();
  }

  private IssuedKey issued(KeyTerms terms) {
    return keys().create("nightly batch", terms, AT);
  }

  private Authentication present(KeyToken token, Instant at) {
    return ledger.authenticate(token.reveal(), at);
  }

  private static Authentication no(Authentication.Reason reason) {
    return new Authentication.Rejected(reason);
  }

  private static KeyTerms prepaid(long free) {
    return new KeyTerms(Set.of(), Set.of(), List.of(), Optional.empty(), Billing.PREPAID, free);
  }

  @Test
  void aKeyComesBackWithItsTerms() {
    KeyTerms terms =
        new KeyTerms(
            Set.of("small", "large"),
            Set.of("chat"),
            limits("5/day model=odd", "7/total"),
            Optional.of(AT.plusSeconds(60)),
            Billing.METERED,
            5_000);
    IssuedKey issued = issued(terms);
    assertThat(issued.key().terms()).isEqualTo(terms);
    assertThat(present(issued.token(), AT)).isEqualTo(new Authentication.Accepted(issued.key()));
    assertThat(keys().list()).containsExactly(issued.key());
    assertThat(terms.allowsCandidate("small")).isTrue();
    assertThat(terms.allowsCandidate("huge")).isFalse();
    assertThat(terms.allowsRoute("embeddings")).isFalse();
  }

  @Test
  void unknownTokensAreRefused() {
    issued(KeyTerms.OPEN);
    assertThat(present(KeyToken.random(), AT)).isEqualTo(no(Authentication.Reason.UNKNOWN));
    assertThat(ledger.authenticate("", AT)).isEqualTo(no(Authentication.Reason.UNKNOWN));
  }

  @Test
  void aRevokedKeyEndsAtOnceWithAllItsTokens() {
    IssuedKey first = issued(KeyTerms.OPEN);
    IssuedKey second = keys().rotate(first.key().id(), AT.plusSeconds(60), AT);
    ClientKey revoked = keys().revoke(first.key().id(), AT.plusSeconds(1));
    assertThat(revoked.revokedAt()).contains(AT.plusSeconds(1));
    assertThat(keys().revoke(first.key().id(), AT.plusSeconds(9))).isEqualTo(revoked);
    for (IssuedKey issued : List.of(first, second)) {
      assertThat(present(issued.token(), AT.plusSeconds(2)))
          .isEqualTo(no(Authentication.Reason.REVOKED));
    }
  }

  @Test
  void aRotatedTokenWorksUntilTheStatedEnd() {
    IssuedKey old = issued(KeyTerms.OPEN);
    IssuedKey renewed = keys().rotate(old.key().id(), AT.plusSeconds(60), AT);
    assertThat(renewed.key().id()).isEqualTo(old.key().id());
    assertThat(renewed.key().prefix()).isEqualTo(renewed.token().prefix());
    assertThat(present(old.token(), AT.plusSeconds(59)))
        .isInstanceOf(Authentication.Accepted.class);
    assertThat(present(old.token(), AT.plusSeconds(60)))
        .isEqualTo(no(Authentication.Reason.ROTATED));
    keys().rotate(old.key().id(), AT.plusSeconds(900), AT);
    assertThat(present(old.token(), AT.plusSeconds(60)))
        .isEqualTo(no(Authentication.Reason.ROTATED));
    assertThat(present(renewed.token(), AT.plusSeconds(899)))
        .isInstanceOf(Authentication.Accepted.class);
  }

  @Test
  void anExpiredKeyIsRefused() {
    KeyTerms terms =
        new KeyTerms(
            Set.of(), Set.of(), List.of(), Optional.of(AT.plusSeconds(5)), Billing.METERED, 0);
    IssuedKey issued = issued(terms);
    assertThat(present(issued.token(), AT.plusSeconds(4)))
        .isInstanceOf(Authentication.Accepted.class);
    assertThat(present(issued.token(), AT.plusSeconds(5)))
        .isEqualTo(no(Authentication.Reason.EXPIRED));
  }

  @Test
  void aPrepaidBalanceIsAHardLimitThatTopUpsRaise() {
    ClientKey key = issued(prepaid(30)).key();
    assertThat(admitted("a", key, 31)).isFalse();
    key = keys().topUp(key.id(), 70, AT);
    assertThat(key.toppedUpNanoUsd()).isEqualTo(70);
    assertThat(admitted("b", key, 100)).isTrue();
    assertThat(admitted("c", key, 1)).isFalse();
    key = keys().topUp(key.id(), 1, AT);
    assertThat(admitted("d", key, 1)).isTrue();
  }

  @Test
  void aKeysOwnLimitCountsThatKeyAlone() {
    KeyTerms terms =
        new KeyTerms(Set.of(), Set.of(), limits("10/day"), Optional.empty(), Billing.METERED, 0);
    ClientKey one = issued(terms).key();
    ClientKey other = issued(terms).key();
    assertThat(admitted("a", one, 10)).isTrue();
    assertThat(admitted("b", one, 1)).isFalse();
    assertThat(admitted("c", other, 10)).isTrue();
  }

  private boolean admitted(String id, ClientKey key, long nano) {
    Scope scope = new Scope(key.id(), "large", "acme", "", Set.of());
    List<Limit> limits = key.limits();
    return ledger.budgets().reserve(hold(id, limits, new Claim(scope, nano)))
        instanceof Admission.Reserved;
  }

  @Test
  void wrongIdsAndAmountsAreRefusedWithoutEffect() {
    ClientKey key = issued(prepaid(0)).key();
    assertThatThrownBy(() -> keys().topUp(key.id(), 0, AT))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> keys().revoke("key-none", AT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("key-none");
    assertThatThrownBy(() -> keys().rotate("key-none", AT, AT))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(keys().list()).containsExactly(key);
  }

  @Test
  void aMeteredKeyIsNotToppedUpAndARevokedOneNotRotated() {
    ClientKey key = issued(KeyTerms.OPEN).key();
    assertThatThrownBy(() -> keys().topUp(key.id(), 5, AT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("metered");
    ClientKey revoked = keys().revoke(key.id(), AT);
    assertThatThrownBy(() -> keys().rotate(key.id(), AT, AT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("revoked");
    assertThat(keys().list()).containsExactly(revoked);
  }
}
