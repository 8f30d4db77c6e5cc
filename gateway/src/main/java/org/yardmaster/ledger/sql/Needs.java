package org.yardmaster.ledger.sql;

import java.util.List;
import java.util.stream.Stream;
import org.yardmaster.budget.Account;
import org.yardmaster.budget.Bill;
import org.yardmaster.budget.Hold;

/**
 * What a piece of work will look at, so that it is read once for a whole group.
 *
 * @param requestIds whose holds
 * @param holds whose accounts
 */
record Needs(List<String> requestIds, List<Hold> holds) {
  static final Needs NONE = new Needs(List.of(), List.of());

  static Needs of(Hold hold) {
    return new Needs(List.of(hold.requestId()), List.of(hold));
  }

  static Needs of(Bill bill) {
    return new Needs(List.of(bill.requestId()), List.of());
  }

  Stream<Account> accounts() {
    return holds.stream().flatMap(Needs::accounts);
  }

  private static Stream<Account> accounts(Hold hold) {
    return hold.limits().stream()
        .flatMap(
            limit ->
                hold.claims().stream()
                    .flatMap(claim -> limit.accounts(claim.scope(), hold.at()).stream()));
  }
}
