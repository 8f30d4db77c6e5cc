package org.yardmaster.export;

import static org.yardmaster.export.OnnxGraph.MICROSOFT;
import static org.yardmaster.export.OnnxGraph.integer;
import static org.yardmaster.export.OnnxGraph.string;
import static org.yardmaster.export.OnnxGraph.stringList;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.yardmaster.feature.Counter;
import org.yardmaster.feature.FeatureSchema;

/**
 * The schema {@code yard-1} as ONNX operators. The text must have every surrogate code unit and NUL
 * replaced by U+FFFD by the caller: string tensors cannot carry them through every runtime.
 *
 * <p>Lower-casing is by table, not by {@code StringNormalizer} alone: with locale C that operator
 * lower-cases ASCII in native builds and all of Unicode in WebAssembly.
 */
final class OnnxFeatures {
  private static final String LETTER = "0-9A-Za-z\\x{C0}-\\x{1FFF}";
  private static final String TOKEN =
      "[" + LETTER + "]{1," + FeatureSchema.LONGEST_TOKEN + "}|[\\x{2E80}-\\x{D7FF}]";
  private static final int HALF = FeatureSchema.WINDOW / 2;

  /** Characters that count by themselves. */
  private static final Map<Counter, String> CHARACTERS = characters();

  private final OnnxGraph graph;
  private final String one;
  private final String flat;

  /** Text and its characters within the window. */
  private final String text;

  private final String characters;
  private final String characterCount;

  private final String foreign;
  private final String tokens;

  OnnxFeatures(OnnxGraph graph, String whole) {
    this.graph = graph;
    this.one = graph.longs(1);
    this.flat = graph.longs(-1);
    String all = split(graph, whole);
    this.characterCount = width(all);
    List<String> window = window(whole, all);
    this.text = window.get(0);
    this.characters = window.get(1);
    this.foreign = count("[\\x{C0}-\\x{1FFF}]");
    this.tokens = lowerCase(rawTokens());
  }

  /** Characters of the whole text, int64 [1]. */
  String characterCount() {
    return characterCount;
  }

  /** The tokens' and neighbours' buckets, int64 [word features]. */
  String buckets(int count) {
    String hash =
        graph.add(
            "Cast",
            "",
            List.of(integer("to", DataType.INT64.getNumber())),
            graph.add(
                "MurmurHash3",
                MICROSOFT,
                List.of(integer("seed", 0), integer("positive", 1)),
                tokens));
    String hashes = slice(graph, hash, 1, Long.MAX_VALUE);
    String first = slice(graph, hashes, 0, -1);
    String second = slice(graph, hashes, 1, Long.MAX_VALUE);
    String pairs = graph.node("Add", graph.node("Mul", first, graph.longs(31)), second);
    String both = graph.add("Concat", "", List.of(integer("axis", 0)), hashes, pairs);
    return graph.node("Mod", both, graph.longs(count));
  }

  /** The index of every counter's current bin among the counter features, int64 [counters]. */
  String counterFeatures() {
    String counts = counters();
    String column = graph.node("Reshape", counts, graph.longs(Counter.COUNT, 1));
    long[] thresholds = thresholds();
    String reached =
        graph.node(
            "GreaterOrEqual", column, graph.longs(new long[] {1, thresholds.length}, thresholds));
    String bins = sum(graph, cast(graph, reached, DataType.INT64), 1);
    long[] starts = new long[Counter.COUNT];
    for (int counter = 0; counter < starts.length; counter++) {
      starts[counter] = (long) counter * FeatureSchema.BINS;
    }
    return graph.node("Add", bins, graph.longs(starts));
  }

  /** The smallest count of every bin but the first. */
  private static long[] thresholds() {
    long[] thresholds = new long[FeatureSchema.BINS - 1];
    int bin = 0;
    for (int count = 1; bin < thresholds.length; count++) {
      while (bin < FeatureSchema.bin(count)) {
        thresholds[bin++] = count;
      }
    }
    return thresholds;
  }

  private String counters() {
    String byCharacter = characterCounts();
    Map<Counter, String> others = new EnumMap<>(Counter.class);
    others.put(Counter.CHARACTERS, characterCount);
    others.put(Counter.TOKENS, graph.node("Sub", graph.node("Shape", tokens), one));
    others.put(Counter.LONG_TOKENS, matching("(?s).{8,}"));
    others.put(Counter.NUMBERS, matching("[0-9]+"));
    others.put(Counter.FOREIGN_LETTERS, foreign);
    others.put(Counter.IDEOGRAPHS, count("[\\x{2E80}-\\x{D7FF}]"));
    others.put(Counter.OPTIONS, count("\\n[" + LETTER + "][.):]"));
    List<String> parts = new ArrayList<>(List.of(byCharacter));
    long[] order = new long[Counter.COUNT];
    for (Counter counter : Counter.values()) {
      order[counter.ordinal()] = counter.ordinal();
      if (others.containsKey(counter)) {
        order[counter.ordinal()] = Counter.COUNT + parts.size() - 1L;
        parts.add(others.get(counter));
      }
    }
    String all = graph.add("Concat", "", List.of(integer("axis", 0)), parts.toArray(String[]::new));
    return graph.node("Gather", all, graph.longs(order));
  }

  /** How often each counter's own characters occur, int64 [counters]. */
  private String characterCounts() {
    List<String> keys = new ArrayList<>();
    List<Long> values = new ArrayList<>();
    CHARACTERS.forEach(
        (counter, list) ->
            list.chars()
                .forEach(
                    character -> {
                      keys.add(Character.toString(character));
                      values.add((long) counter.ordinal());
                    }));
    String guarded =
        graph.add(
            "Concat",
            "",
            List.of(integer("axis", 0)),
            graph.node("Reshape", characters, flat),
            graph.strings(new long[] {1}, List.of("x")));
    String codes =
        graph.add(
            "LabelEncoder",
            OnnxGraph.ML,
            List.of(
                stringList("keys_strings", keys),
                OnnxGraph.longList("values_int64s", values),
                integer("default_int64", -1)),
            guarded);
    long[] counters = new long[Counter.COUNT];
    for (int counter = 0; counter < counters.length; counter++) {
      counters[counter] = counter;
    }
    String hits =
        graph.node(
            "Equal",
            graph.node("Reshape", codes, graph.longs(-1, 1)),
            graph.longs(new long[] {1, counters.length}, counters));
    return sum(graph, cast(graph, hits, DataType.INT64), 0);
  }

  /** The window's text, string [1], and its characters, string [1, n]. */
  private List<String> window(String whole, String all) {
    String tooLong = graph.node("Greater", characterCount, graph.longs(FeatureSchema.WINDOW));
    OnnxGraph then = graph.branch();
    String row = then.node("Reshape", all, then.longs(-1));
    String halves =
        then.add(
            "Concat",
            "",
            List.of(integer("axis", 0)),
            then.node("Reshape", slice(then, row, 0, HALF), then.longs(1, -1)),
            then.node("Reshape", slice(then, row, -HALF, Long.MAX_VALUE), then.longs(1, -1)));
    String joined = then.node("Reshape", join(then, halves, HALF), then.longs(-1));
    String first =
        then.node(
            "StringConcat", slice(then, joined, 0, 1), then.strings(new long[] {1}, List.of("\n")));
    String shortened = then.node("StringConcat", first, slice(then, joined, 1, 2));
    then.alias(shortened, "window_text");
    then.alias(split(then, shortened), "window_characters");
    then.output("window_text", DataType.STRING, 1);
    then.output("window_characters", DataType.STRING, 1, -1);
    OnnxGraph otherwise = graph.branch();
    otherwise.alias(whole, "whole_text");
    otherwise.alias(all, "whole_characters");
    otherwise.output("whole_text", DataType.STRING, 1);
    otherwise.output("whole_characters", DataType.STRING, 1, -1);
    return graph.choose(tooLong, then, otherwise, 2);
  }

  /**
   * Joins rows of {@code columns} strings, a power of two, pair by pair: [n, columns] to [n, 1].
   */
  private static String join(OnnxGraph graph, String rows, int columns) {
    String axis = graph.longs(1);
    String step = graph.longs(2);
    String end = graph.longs(Long.MAX_VALUE);
    String joined = rows;
    for (int left = columns; left > 1; left /= 2) {
      joined =
          graph.node(
              "StringConcat",
              graph.node("Slice", joined, graph.longs(0), end, axis, step),
              graph.node("Slice", joined, graph.longs(1), end, axis, step));
    }
    return joined;
  }

  /**
   * The tokens as written, behind one that keeps the list from being empty; string [tokens + 1].
   */
  private String rawTokens() {
    String guarded = graph.node("StringConcat", graph.strings(new long[] {1}, List.of("a ")), text);
    return graph.node("Reshape", tokenize(guarded, TOKEN), flat);
  }

  private String lowerCase(String raw) {
    String lower =
        graph.add(
            "StringNormalizer",
            "",
            List.of(
                string("case_change_action", "LOWER"),
                integer("is_case_sensitive", 1),
                string("locale", "C")),
            raw);
    String anyForeign = graph.node("Greater", foreign, graph.longs(0));
    OnnxGraph then = graph.branch();
    String ascii = matches(then, raw, "[0-9A-Za-z]+");
    String capital = matches(then, raw, ".*[A-Z].*");
    String mixed = then.node("And", then.node("Not", ascii), capital);
    String base = then.node("Where", ascii, lower, raw);
    String at =
        then.add(
            "Transpose",
            "",
            List.of(OnnxGraph.longList("perm", List.of(1L, 0L))),
            then.node("NonZero", mixed));
    String some = then.node("GatherND", raw, at);
    then.alias(then.node("ScatterND", base, at, lowerAscii(then, some)), "mixed_tokens");
    then.output("mixed_tokens", DataType.STRING, -1);
    OnnxGraph otherwise = graph.branch();
    otherwise.alias(lower, "ascii_tokens");
    otherwise.output("ascii_tokens", DataType.STRING, -1);
    return graph.choose(anyForeign, then, otherwise, 1).getFirst();
  }

  /** Lower-cases the ASCII letters of every string, character by character. */
  private static String lowerAscii(OnnxGraph graph, String words) {
    String widest = "x".repeat(FeatureSchema.LONGEST_TOKEN);
    String guarded =
        graph.add(
            "Concat",
            "",
            List.of(integer("axis", 0)),
            graph.strings(new long[] {1}, List.of(widest)),
            words);
    String letters = split(graph, guarded);
    List<String> capitals = new ArrayList<>();
    List<String> smalls = new ArrayList<>();
    for (char letter = 'A'; letter <= 'Z'; letter++) {
      capitals.add(Character.toString(letter));
      smalls.add(Character.toString(letter + 32));
    }
    String small =
        graph.add(
            "LabelEncoder",
            OnnxGraph.ML,
            List.of(
                stringList("keys_strings", capitals),
                stringList("values_strings", smalls),
                string("default_string", "?")),
            letters);
    String lowered = graph.node("Where", matches(graph, letters, "[A-Z]"), small, letters);
    String joined =
        graph.node("Reshape", join(graph, lowered, FeatureSchema.LONGEST_TOKEN), graph.longs(-1));
    return slice(graph, joined, 1, Long.MAX_VALUE);
  }

  /** How many tokens match as a whole; the guard in front matches neither expression. */
  private String matching(String expression) {
    String hits = cast(graph, matches(graph, tokens, expression), DataType.INT64);
    return graph.add("ReduceSum", "", List.of(integer("keepdims", 1)), hits, graph.longs(0));
  }

  /** How often an expression occurs in the window, int64 [1]. */
  private String count(String expression) {
    return width(tokenize(text, expression));
  }

  private String width(String rows) {
    return slice(graph, graph.node("Shape", rows), 1, 2);
  }

  private String tokenize(String input, String expression) {
    return graph.add("Tokenizer", MICROSOFT, tokenizer(string("tokenexp", expression)), input);
  }

  /** Every string as a row of its characters, filled up with empty strings. */
  private static String split(OnnxGraph graph, String input) {
    return graph.add(
        "Tokenizer", MICROSOFT, tokenizer(stringList("separators", List.of(""))), input);
  }

  private static List<AttributeProto> tokenizer(AttributeProto how) {
    return List.of(integer("mark", 0), integer("mincharnum", 1), string("pad_value", ""), how);
  }

  private static String matches(OnnxGraph graph, String input, String expression) {
    return graph.add("RegexFullMatch", "", List.of(string("pattern", expression)), input);
  }

  static String cast(OnnxGraph graph, String value, DataType type) {
    return graph.add("Cast", "", List.of(integer("to", type.getNumber())), value);
  }

  static String sum(OnnxGraph graph, String table, long axis) {
    return graph.add("ReduceSum", "", List.of(integer("keepdims", 0)), table, graph.longs(axis));
  }

  /** A piece along the first axis. */
  static String slice(OnnxGraph graph, String value, long from, long to) {
    return graph.node("Slice", value, graph.longs(from), graph.longs(to), graph.longs(0));
  }

  private static Map<Counter, String> characters() {
    Map<Counter, String> characters = new EnumMap<>(Counter.class);
    characters.put(Counter.DIGITS, "0123456789");
    characters.put(Counter.CAPITALS, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    characters.put(Counter.LINES, "\n");
    characters.put(Counter.STOPS, ".!");
    characters.put(Counter.QUESTIONS, "?");
    characters.put(Counter.PAUSES, ",;:");
    characters.put(Counter.QUOTES, "\"'");
    characters.put(Counter.ROUND_BRACKETS, "()");
    characters.put(Counter.CODE_BRACKETS, "[]{}");
    characters.put(Counter.OPERATORS, "+*/=<>^%|");
    characters.put(Counter.HYPHENS, "-");
    characters.put(Counter.MARKUP, "\\$_#");
    characters.put(Counter.BACKTICKS, "`");
    characters.put(Counter.BLOCKS, "\u001e");
    return characters;
  }
}
