package org.yardmaster.payment;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.yardmaster.ledger.Ledger;
import org.yardmaster.ledger.sqlite.SqliteLedger;

/** Over one ledger's file. */
final class PaymentRecoveryTest extends PaymentRecoveryContract {
  @TempDir private Path folder = Path.of("");

  @Override
  protected Ledger open(String name) {
    return SqliteLedger.open(folder.resolve(name + ".sqlite"));
  }
}
