package org.yardmaster.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.yardmaster.experiment.Lab;
import org.yardmaster.load.PriceCards;
import org.yardmaster.load.RowPolicy;
import org.yardmaster.price.PriceBook;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code yardmaster prices import FILE}. */
@Command(
    name = "import",
    description =
        "Bring in a price list: LiteLLM's map, RouterArena's or LLMRouter's card, or CSV.",
    footer = {
      "",
      "Example:",
      "  yardmaster prices import model_prices_2026-07-24.json --db lab.duckdb",
      "",
      "JSON is valid from the date in its file name, or since 1970; a CSV may have a",
      "column valid_from beside model, usd_per_1m_input and usd_per_1m_output. Prices",
      "that are there already are kept. Recorded costs change only by `yardmaster",
      "prices reprice`."
    })
final class PricesImportCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin DatabaseOption database = new DatabaseOption();
  @Mixin JsonOption json = new JsonOption();

  @Parameters(index = "0", paramLabel = "FILE", description = "Price list, plain or gzipped.")
  Path file = Path.of("");

  @Override
  public Integer call() {
    PriceBook book = PriceCards.readAny(file, RowPolicy.strict());
    int before;
    int after;
    try (Lab lab = database.openOrCreate()) {
      before = lab.prices().prices().size();
      lab.database()
          .transaction(
              () -> {
                lab.priceStore().add(book.prices());
                return true;
              });
      after = lab.prices().prices().size();
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json.wanted) {
      out.println(
          JsonOption.pretty(
              JsonOption.object()
                  .put("read", book.prices().size())
                  .put("models", book.models().size())
                  .put("added", after - before)
                  .put("database", database.path.toString())));
    } else {
      out.printf(
          "%,d prices of %,d models read, %,d of them new%n",
          book.prices().size(), book.models().size(), after - before);
      out.printf("next: yardmaster prices reprice --dataset ID --db %s%n", database.path);
    }
    out.flush();
    return 0;
  }
}
