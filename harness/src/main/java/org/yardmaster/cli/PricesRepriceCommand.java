package org.yardmaster.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.yardmaster.experiment.Lab;
import org.yardmaster.experiment.RepriceRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yardmaster prices reprice}. */
@Command(
    name = "reprice",
    description = "Compute the costs of recorded outcomes again, under the prices of a day.",
    footer = {
      "",
      "Examples:",
      "  yardmaster prices reprice --dataset bfcl --db lab.duckdb",
      "  yardmaster prices reprice --dataset bfcl --day 2024-08-11 --db lab.duckdb",
      "",
      "Recorded tokens and earlier costs are kept; the latest pricing counts. Outcomes",
      "without token counts, and candidates without a price, keep the cost they had."
    })
final class PricesRepriceCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin DatabaseOption database = new DatabaseOption();
  @Mixin DatasetOption dataset = new DatasetOption();
  @Mixin JsonOption json = new JsonOption();

  @Option(
      names = "--day",
      paramLabel = "DATE",
      description = "Take the prices valid on this day, as 2026-01-31 (default: today).")
  Optional<LocalDate> day = Optional.empty();

  @Override
  public Integer call() {
    RepriceRun.Result result;
    LocalDate of;
    try (Lab lab = database.forWriting()) {
      of = day.orElseGet(() -> LocalDate.ofInstant(lab.clock().instant(), ZoneOffset.UTC));
      result = new RepriceRun(lab).reprice(dataset.id, of);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json.wanted) {
      out.println(JsonOption.pretty(asJson(result, of)));
    } else {
      print(result, of, out);
    }
    out.flush();
    return 0;
  }

  private void print(RepriceRun.Result result, LocalDate of, PrintWriter out) {
    result
        .prices()
        .forEach(
            (candidate, price) ->
                out.printf(
                    "%-32s priced as of %s by %s%n", candidate, price.validFrom(), price.source()));
    result
        .withoutPrice()
        .forEach(candidate -> out.printf("%-32s no price, cost kept%n", candidate));
    out.printf(
        "%s under the prices of %s: %,d outcomes priced; all together $%.4f, before $%.4f%n",
        dataset.id, of, result.priced(), result.after().usd(), result.before().usd());
    out.printf(
        "%,d of %,d outcomes have a cost now%n",
        result.after().withCost(), result.after().outcomes());
  }

  private ObjectNode asJson(RepriceRun.Result result, LocalDate of) {
    ObjectNode root =
        JsonOption.object()
            .put("dataset", dataset.id)
            .put("day", of.toString())
            .put("priced", result.priced())
            .put("withCost", result.after().withCost())
            .put("outcomes", result.after().outcomes())
            .put("usdBefore", result.before().usd())
            .put("usdAfter", result.after().usd());
    ObjectNode sources = root.putObject("sources");
    result.prices().forEach((candidate, price) -> sources.put(candidate, price.source()));
    ArrayNode without = root.putArray("withoutPrice");
    result.withoutPrice().forEach(without::add);
    return root;
  }
}
