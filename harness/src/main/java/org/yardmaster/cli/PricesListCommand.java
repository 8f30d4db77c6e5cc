package org.yardmaster.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.yardmaster.experiment.Lab;
import org.yardmaster.price.Price;
import org.yardmaster.table.Cell;
import org.yardmaster.table.Column;
import org.yardmaster.table.Row;
import org.yardmaster.table.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yardmaster prices list}. */
@Command(
    name = "list",
    description = "All stored prices, in USD per million tokens.",
    footer = {"", "Example:", "  yardmaster prices list --model gpt-4 --db lab.duckdb"})
final class PricesListCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin DatabaseOption database = new DatabaseOption();
  @Mixin JsonOption json = new JsonOption();
  @Mixin ScreenOptions screen = new ScreenOptions();

  @Option(names = "--model", paramLabel = "TEXT", description = "Only models with this in it.")
  String model = "";

  @Override
  public Integer call() {
    List<Price> prices;
    try (Lab lab = database.forReading()) {
      String wanted = model.toLowerCase(Locale.ROOT);
      prices =
          lab.prices().prices().stream()
              .filter(price -> price.model().toLowerCase(Locale.ROOT).contains(wanted))
              .toList();
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json.wanted) {
      out.println(JsonOption.pretty(asJson(prices)));
    } else if (prices.isEmpty()) {
      out.printf(
          "No such price in %s.%nMaybe bring some in: yardmaster prices import FILE --db %s%n",
          database.path, database.path);
    } else {
      out.print(screen.render(table(prices)));
    }
    out.flush();
    return 0;
  }

  private ObjectNode asJson(List<Price> prices) {
    ObjectNode root = JsonOption.object().put("database", database.path.toString());
    ArrayNode list = root.putArray("prices");
    for (Price price : prices) {
      list.addObject()
          .put("model", price.model())
          .put("inputNanoPerMillion", price.inputNanoPerMillion())
          .put("cachedInputNanoPerMillion", price.cachedInputNanoPerMillion())
          .put("outputNanoPerMillion", price.outputNanoPerMillion())
          .put("requestNano", price.requestNano())
          .put("validFrom", price.validFrom().toString())
          .put("source", price.source());
    }
    return root;
  }

  private static Table table(List<Price> prices) {
    return new Table(
        "prices",
        "",
        List.of(
            Column.text("model"),
            Column.number("input"),
            Column.number("cached input"),
            Column.number("output"),
            Column.number("per request"),
            Column.text("valid from"),
            Column.text("source")),
        prices.stream()
            .map(
                price ->
                    Row.of(
                        Cell.text(price.model()),
                        usd(price.inputNanoPerMillion()),
                        usd(price.cachedInputNanoPerMillion()),
                        usd(price.outputNanoPerMillion()),
                        usd(price.requestNano()),
                        Cell.text(price.validFrom().toString()),
                        Cell.text(price.source())))
            .toList());
  }

  /** Exact: cheap models cost fractions of a cent per million tokens. */
  private static Cell usd(long nano) {
    return Cell.text("$" + BigDecimal.valueOf(nano, 9).stripTrailingZeros().toPlainString());
  }
}
