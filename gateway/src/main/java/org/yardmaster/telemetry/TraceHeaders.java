package org.yardmaster.telemetry;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * W3C Trace Context as headers.
 *
 * @param parent {@code traceparent}; empty when there is none
 * @param state {@code tracestate}; empty when there is none
 */
public record TraceHeaders(String parent, String state) {
  public static final TraceHeaders NONE = new TraceHeaders("", "");

  private static final Pattern PARENT =
      Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
  private static final int LONGEST_STATE = 512;

  /** What a client sent; nothing where it is not well-formed. */
  public static TraceHeaders of(String parent, String state) {
    if (!PARENT.matcher(parent).matches()) {
      return NONE;
    }
    boolean plain =
        state.length() <= LONGEST_STATE && state.chars().allMatch(c -> c >= ' ' && c < 0x7F);
    return new TraceHeaders(parent, plain ? state : "");
  }

  /** As headers, empty when there are none. */
  public Map<String, String> map() {
    Map<String, String> headers = new TreeMap<>();
    if (!parent.isEmpty()) {
      headers.put("traceparent", parent);
    }
    if (!state.isEmpty()) {
      headers.put("tracestate", state);
    }
    return headers;
  }
}
