package org.yardmaster.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yardmaster.price.Price;
import org.yardmaster.price.PriceBook;

/**
 * Price lists in JSON: LiteLLM's map (USD per token), RouterArena's and LLMRouter's cards (USD per
 * million tokens). A list is valid from the date in its file's name, or since 1970.
 */
public final class PriceCards {
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final int TOKEN_TO_NANO_PER_MILLION = 15;
  private static final int MILLION_TO_NANO = 9;
  private static final BigDecimal LARGEST_NANO = new BigDecimal("1e15");

  /** How a card writes a price. */
  private record Card(String input, String cached, String output, String request, int shift) {}

  private static final Card LITE_LLM =
      new Card(
          "input_cost_per_token",
          "cache_read_input_token_cost",
          "output_cost_per_token",
          "input_cost_per_request",
          TOKEN_TO_NANO_PER_MILLION);
  private static final Card ROUTER_ARENA =
      new Card(
          "input_token_price_per_million",
          "cached_input_token_price_per_million",
          "output_token_price_per_million",
          "price_per_request",
          MILLION_TO_NANO);
  private static final Card LLM_ROUTER =
      new Card(
          "input_price", "cached_input_price", "output_price", "request_price", MILLION_TO_NANO);

  private PriceCards() {}

  /**
   * Any price list, told by what is in it: JSON of one of the three forms, or CSV as {@link
   * PriceTableCsv} describes.
   *
   * @throws BadInputException when it is none of them
   */
  public static PriceBook readAny(Path file, RowPolicy rows) {
    if (!isJsonObject(file)) {
      return PriceTableCsv.read(file, rows);
    }
    JsonRow root = JsonFiles.object(file);
    Card card =
        Stream.of(ROUTER_ARENA, LLM_ROUTER)
            .filter(form -> root.value().valueStream().anyMatch(entry -> entry.has(form.input())))
            .findFirst()
            .orElse(LITE_LLM);
    return read(file, root, card);
  }

  /**
   * LiteLLM's price map. Models that are not priced by input and output token (images, audio,
   * rerankers) are passed over, as is the map's own {@code sample_spec}.
   */
  public static PriceBook readLiteLlm(Path file) {
    return read(file, JsonFiles.object(file), LITE_LLM);
  }

  /** RouterArena's {@code cost.json}. */
  public static PriceBook readRouterArena(Path file) {
    return read(file, JsonFiles.object(file), ROUTER_ARENA);
  }

  /** LLMRouter's price card. */
  public static PriceBook readLlmRouter(Path file) {
    return read(file, JsonFiles.object(file), LLM_ROUTER);
  }

  /** True when the file is a JSON object whose values carry LLMRouter's prices. */
  static boolean isLlmRouter(Path file) {
    return isJsonObject(file)
        && JsonFiles.object(file).value().valueStream().anyMatch(card -> card.has("input_price"));
  }

  private static boolean isJsonObject(Path file) {
    return TextFiles.read(
        file,
        reader -> {
          int next = reader.read();
          while (Character.isWhitespace(next)) {
            next = reader.read();
          }
          return next == '{';
        });
  }

  private static PriceBook read(Path file, JsonRow root, Card card) {
    LocalDate validFrom = validFrom(file);
    List<Price> prices = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : root.value().properties()) {
      JsonNode model = entry.getValue();
      boolean priced = model.path(card.input()).isNumber() && model.path(card.output()).isNumber();
      if (priced && !entry.getKey().equals("sample_spec") && !entry.getKey().isBlank()) {
        prices.add(price(file, entry.getKey(), model, card, validFrom));
      }
    }
    if (prices.isEmpty()) {
      throw new BadInputException(
          file, "no priced model", "objects with %s and %s".formatted(card.input(), card.output()));
    }
    return new PriceBook(prices);
  }

  private static Price price(
      Path file, String name, JsonNode model, Card card, LocalDate validFrom) {
    long input = nano(file, name, model.path(card.input()), card.shift());
    JsonNode cached = model.path(card.cached());
    JsonNode request = model.path(card.request());
    return new Price(
        name,
        input,
        cached.isNumber() ? nano(file, name, cached, card.shift()) : input,
        nano(file, name, model.path(card.output()), card.shift()),
        request.isNumber() ? nano(file, name, request, MILLION_TO_NANO) : 0,
        validFrom,
        "%s: %s".formatted(TextFiles.plainName(file), name));
  }

  private static long nano(Path file, String model, JsonNode usd, int shift) {
    BigDecimal nano = usd.decimalValue().movePointRight(shift);
    if (nano.signum() < 0 || nano.compareTo(LARGEST_NANO) > 0) {
      throw new BadInputException(
          file, "price %s of (%s)".formatted(usd, model), "USD from 0 to 1,000,000 per million");
    }
    return nano.setScale(0, RoundingMode.HALF_UP).longValueExact();
  }

  private static LocalDate validFrom(Path file) {
    Matcher day = DAY.matcher(TextFiles.plainName(file));
    try {
      return day.find() ? LocalDate.parse(day.group()) : LocalDate.EPOCH;
    } catch (DateTimeException impossible) {
      return LocalDate.EPOCH;
    }
  }
}
