package org.yardmaster.routing;

/**
 * Who served a conversation last, and what the provider has seen of it: marks at its beginning and
 * at its end, so that a long conversation takes no more room than a short one.
 */
final class Seat {
  /** The system prompt and the first question, which other conversations may share. */
  private static final int FIRST = 2;

  private static final int MOST = 32;

  private final String candidate;
  private final long untilMillis;
  private final int length;
  private final int[] places;
  private final long[] hashes;
  private final int[] tokens;

  Seat(String candidate, Conversation conversation, long untilMillis) {
    this.candidate = candidate;
    this.untilMillis = untilMillis;
    this.length = conversation.length();
    int marks = Math.min(length, MOST);
    this.places = new int[marks];
    this.hashes = new long[marks];
    this.tokens = new int[marks];
    for (int mark = 0; mark < marks; mark++) {
      int place = mark < FIRST ? mark : length - marks + mark;
      places[mark] = place;
      hashes[mark] = conversation.hash(place);
      tokens[mark] = conversation.tokens(place);
    }
  }

  String candidate() {
    return candidate;
  }

  long untilMillis() {
    return untilMillis;
  }

  /** Tokens at the beginning of a conversation that the provider has seen, about. */
  int seenTokens(Conversation conversation) {
    int last = last(conversation);
    return last < 0 ? 0 : tokens[last];
  }

  /** Whether the conversation goes on exactly where this seat left it. */
  boolean continued(Conversation conversation) {
    int last = last(conversation);
    return last >= 0 && places[last] == length - 1 && conversation.length() > length;
  }

  private int last(Conversation conversation) {
    for (int mark = places.length - 1; mark >= 0; mark--) {
      if (places[mark] < conversation.length() && conversation.hash(places[mark]) == hashes[mark]) {
        return mark;
      }
    }
    return -1;
  }
}
