package org.yardmaster.ledger;

import org.junit.jupiter.api.Nested;

class InMemoryLedgerTest {
  @Nested
  class Contract extends LedgerContract {
    @Override
    protected Ledger create() {
      return new InMemoryLedger();
    }
  }

  @Nested
  class KeyContract extends KeysContract {
    @Override
    protected Ledger create() {
      return new InMemoryLedger();
    }
  }
}
