package org.yardmaster.generate;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.yardmaster.data.Message;
import org.yardmaster.data.Prompt;
import org.yardmaster.data.Target;

/**
 * Requests to an assistant with tools: one tool and one call; a call among five tools; two or three
 * calls among eight tools, one wish taken back, or no fitting tool at all.
 */
final class FunctionCallGenerator implements Generator {
  private final Wording wording = Wording.of("function-calling");
  private final Wording people = Wording.of("people");

  @Override
  public String task() {
    return "function-calling";
  }

  private record Request(String text, ToolCatalogue.Call call) {}

  @Override
  public Draft draft(Draw draw) {
    List<String> all = wording.list("tools", draw.language());
    List<Integer> offered =
        draw.several(IntStream.range(0, all.size()).boxed().toList(), draw.byDifficulty(1, 5, 8));
    List<Request> requests =
        offered.subList(0, draw.byDifficulty(1, 1, draw.between(2, 3))).stream()
            .map(tool -> request(draw, tool))
            .toList();
    String tools = ToolCatalogue.definitions(offered.stream().sorted().map(all::get).toList());
    if (draw.difficulty() != Difficulty.EASY && draw.chance(15)) {
      return draft(draw, "none", wording.say(draw, "chat", slots(draw)), tools, List.of());
    }
    String text =
        String.join(wording.say(draw, "also"), requests.stream().map(Request::text).toList());
    if (draw.difficulty() == Difficulty.HARD && draw.chance(50)) {
      String other = request(draw, offered.getLast()).text();
      text = wording.say(draw, "retracted", Map.of("other", other)) + text;
    }
    List<ToolCatalogue.Call> calls = requests.stream().map(Request::call).toList();
    String family = calls.size() > 1 ? "several" : calls.getFirst().name();
    return draft(draw, family, text, tools, calls);
  }

  private Draft draft(
      Draw draw, String family, String text, String tools, List<ToolCatalogue.Call> calls) {
    List<Message> messages =
        List.of(
            Message.system(wording.say(draw, "system")),
            Message.user(wording.say(draw, "opener") + text));
    Target target = new Target.Calls(ToolCatalogue.calls(calls));
    return new Draft(family, new Prompt(messages, tools, Set.of()), target);
  }

  private Request request(Draw draw, int tool) {
    Map<String, Object> slots = slots(draw);
    String text = wording.at(draw, "requests", tool, slots);
    String name = ToolCatalogue.name(wording.list("tools", draw.language()).get(tool));
    return new Request(text, new ToolCatalogue.Call(name, arguments(tool, slots)));
  }

  /** Which slot becomes which argument, by the tool's place in the wording. */
  private static Map<String, Object> arguments(int tool, Map<String, Object> slots) {
    List<List<String>> pairs =
        List.of(
            List.of("city=city", "day=day"),
            List.of("time=time"),
            List.of("contact=name", "text=message"),
            List.of("to=name", "amount=amount"),
            List.of("city=city", "people=count", "time=time"),
            List.of("from=city", "to=othercity", "day=day"),
            List.of("amount=amount", "from=currency", "to=othercurrency"),
            List.of("room=room", "celsius=degrees"),
            List.of("article=article", "quantity=count"),
            List.of("text=message", "day=day"));
    Map<String, Object> arguments = new TreeMap<>();
    for (String pair : pairs.get(tool)) {
      String[] sides = pair.split("=");
      arguments.put(sides[0], slots.getOrDefault(sides[1], ""));
    }
    return arguments;
  }

  private Map<String, Object> slots(Draw draw) {
    List<String> cities = draw.several(people.list("cities", draw.language()), 2);
    List<String> currencies = draw.several(List.of("EUR", "USD", "GBP", "CHF"), 2);
    Map<String, Object> slots = new TreeMap<>();
    slots.put("city", cities.getFirst());
    slots.put("othercity", cities.get(1));
    slots.put("day", "2026-%02d-%02d".formatted(draw.between(1, 12), draw.between(1, 28)));
    slots.put("time", "%02d:%02d".formatted(draw.between(6, 22), draw.between(0, 11) * 5));
    slots.put("name", draw.pick(people.list("names", draw.language())));
    slots.put("message", wording.say(draw, "messages"));
    slots.put("amount", draw.between(5, 900));
    slots.put("count", draw.between(2, 12));
    slots.put("currency", currencies.getFirst());
    slots.put("othercurrency", currencies.get(1));
    slots.put("room", draw.pick(List.of("kitchen", "bedroom", "office")));
    slots.put("degrees", draw.between(16, 24));
    slots.put("article", wording.say(draw, "articles"));
    return slots;
  }
}
