package org.yardmaster.generate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yardmaster.data.Message;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.Role;
import org.yardmaster.data.Target;

/** Conversations cut off where the agent has to take its next step or give its answer. */
final class AgentGenerator implements Generator {
  private final Wording wording = Wording.of("agent-tool-use");
  private final Wording people = Wording.of("people");

  @Override
  public String task() {
    return "agent-tool-use";
  }

  @Override
  public Draft draft(Draw draw) {
    return switch (draw.between(0, 2)) {
      case 0 -> purchase(draw);
      case 1 -> search(draw);
      default -> total(draw);
    };
  }

  private record Offer(String id, String supplier, BigDecimal price, int stock) {}

  private Draft purchase(Draw draw) {
    List<Offer> offers = offers(draw, draw.byDifficulty(3, 6, 10));
    int count = draw.between(2, 9);
    Map<String, Object> slots =
        Map.of(
            "count",
            count,
            "goods",
            wording.say(draw, "goods"),
            "limit",
            draw.between(21, 40) * 10);
    List<Message> turns = new ArrayList<>();
    turns.add(Message.system(wording.say(draw, "shopSystem")));
    turns.add(Message.user(wording.say(draw, "shopTask", slots)));
    turns.add(acting(draw));
    turns.add(tool(offers.stream().map(offer -> row(draw, offer)).toList()));
    String barred = "";
    if (draw.difficulty() == Difficulty.HARD) {
      count += draw.between(1, 5);
      barred = offers.getFirst().supplier();
      Map<String, Object> change = Map.of("count", count, "supplier", barred);
      turns.add(Message.user(wording.say(draw, "changed", change)));
    }
    String excluded = barred;
    Offer best =
        offers.stream()
            .filter(offer -> offer.stock() > 0 && !offer.supplier().equals(excluded))
            .min(Comparator.comparing(Offer::price))
            .orElseThrow();
    ToolCatalogue.Call call =
        new ToolCatalogue.Call("place_order", Map.of("article_id", best.id(), "quantity", count));
    return step(draw, "purchase", turns, call);
  }

  /** Prices differ by at least a euro; the last offer is always in stock and never barred. */
  private static List<Offer> offers(Draw draw, int count) {
    List<Integer> prices = new ArrayList<>();
    for (int price = 20; price < 20 + 2 * count; price++) {
      prices.add(price * 10 + draw.between(0, 8));
    }
    List<Integer> chosen = draw.several(prices, count);
    List<String> suppliers = draw.several(List.of("Albrecht", "Bivio", "Cormac", "Dahl"), 3);
    List<Offer> offers = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      boolean last = index == count - 1;
      String supplier = last ? suppliers.get(2) : suppliers.get(index % 2);
      int stock = last || draw.chance(60) ? draw.between(20, 90) : 0;
      String id = "%c%d-%d".formatted('A' + index, draw.between(10, 99), draw.between(1, 9));
      offers.add(new Offer(id, supplier, Numbers.hundredths(chosen.get(index) * 50L + 5), stock));
    }
    return offers;
  }

  private static String row(Draw draw, Offer offer) {
    return "id=%s supplier=%s price=%s stock=%d"
        .formatted(
            offer.id(), offer.supplier(), draw.language().number(offer.price()), offer.stock());
  }

  /** A chain of listings and files, each of which names the next place to look. */
  private Draft search(Draw draw) {
    List<String> folders = draw.several(wording.list("folders", draw.language()), 3);
    List<String> files = draw.several(wording.list("files", draw.language()), 5);
    String path = "/" + folders.getFirst();
    String key = files.getLast() + "." + draw.pick(List.of("max", "timeout", "owner", "mode"));
    List<Message> turns = new ArrayList<>();
    turns.add(Message.system(wording.say(draw, "fileSystem")));
    turns.add(Message.user(wording.say(draw, "fileTask", Map.of("key", key, "path", path))));
    String file = path + "/" + files.getFirst() + ".conf";
    if (draw.difficulty() == Difficulty.EASY) {
      return step(draw, "search", turns, call("list_files", path));
    }
    turns.add(acting(draw));
    turns.add(
        tool(
            draw.shuffled(
                List.of(files.getFirst() + ".conf", "README.old", folders.get(1) + "/"))));
    turns.add(acting(draw));
    String next = "/%s/%s.conf".formatted(folders.get(2), files.get(1));
    turns.add(tool(List.of("# " + file, "workers = " + draw.between(2, 16), "include " + next)));
    if (draw.difficulty() == Difficulty.MEDIUM) {
      return step(draw, "search", turns, call("read_file", next));
    }
    turns.add(acting(draw));
    String last = "/%s/%s/%s.conf".formatted(folders.get(2), folders.get(1), files.get(2));
    turns.add(
        tool(
            List.of(
                "# " + next,
                "# " + key + " lived here until 2024; see /" + folders.get(1) + "/old.conf",
                "[redirect]",
                key + " -> " + last)));
    return step(draw, "search", turns, call("read_file", last));
  }

  private static ToolCatalogue.Call call(String tool, String path) {
    return new ToolCatalogue.Call(tool, Map.of("path", path));
  }

  private Draft total(Draw draw) {
    String city = draw.pick(people.list("cities", draw.language()));
    List<String> months = people.list("months", draw.language());
    int count = draw.byDifficulty(2, 4, 7);
    int[] visitors = new int[count];
    List<Message> turns = new ArrayList<>();
    turns.add(Message.system(wording.say(draw, "sumSystem")));
    turns.add(Message.user(wording.say(draw, "sumTask", Map.of("city", city))));
    for (int month = 0; month < count; month++) {
      visitors[month] = draw.between(100, draw.byDifficulty(900, 5000, 90_000));
      turns.add(tool(List.of("%s: visitors=%d".formatted(months.get(month), visitors[month]))));
    }
    for (int correction = draw.byDifficulty(0, 1, 3); correction > 0; correction--) {
      int month = draw.between(0, count - 1);
      visitors[month] += draw.between(5, 95);
      turns.add(
          tool(
              List.of("CORRECTION %s: visitors=%d".formatted(months.get(month), visitors[month]))));
    }
    turns.add(Message.user(wording.say(draw, "sumQuestion")));
    Prompt prompt = new Prompt(turns, "", Set.of());
    return new Draft("total", prompt, Numbers.exactly(Arrays.stream(visitors).sum()));
  }

  /** Offers the tool that is needed among two, four or six others, in the catalogue's order. */
  private Draft step(Draw draw, String family, List<Message> turns, ToolCatalogue.Call call) {
    List<String> all = wording.list("tools", draw.language());
    List<String> others =
        draw.several(
            all.stream().filter(tool -> !ToolCatalogue.name(tool).equals(call.name())).toList(),
            draw.byDifficulty(2, 4, 6));
    List<String> offered =
        all.stream()
            .filter(tool -> ToolCatalogue.name(tool).equals(call.name()) || others.contains(tool))
            .toList();
    Target target = new Target.Calls(ToolCatalogue.calls(List.of(call)));
    Prompt prompt = new Prompt(turns, ToolCatalogue.definitions(offered), Set.of());
    return new Draft(family, prompt, target);
  }

  private Message acting(Draw draw) {
    return new Message(Role.ASSISTANT, wording.say(draw, "acting"));
  }

  private static Message tool(List<String> lines) {
    return new Message(Role.TOOL, String.join("\n", lines));
  }
}
