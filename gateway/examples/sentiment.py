#!/usr/bin/env python3
"""A market-sentiment analyst: headlines are judged one by one, cheaply, and the mood is summed up once, well.

Usage: python3 sentiment.py [ADDRESS] [KEY]   (ADDRESS: http://127.0.0.1:8080; no packages)

Each headline may cost what MOST_USD says, and no more: the gateway refuses what cannot be done for that. Answers that
are none of the three words count as unclear, never as neutral. With simulated candidates only headlines of the built-in
data set get a real-looking answer; the last one shows what unclear looks like.
"""
import json
import sys
import urllib.error
import urllib.request

ADDRESS = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8080"
KEY = sys.argv[2] if len(sys.argv) > 2 else ""
MOST_USD = 0.001
WORDS = ("positive", "negative", "neutral")
QUESTION = 'Positive, negative or neutral? Review: "%s" One word.'
NEWS = [
    "Arrived on time, works perfectly, my kids adore it.",
    "Chip maker raises its forecast for the third time this year.",
    "Regulator opens an inquiry into the accounts of a large lender.",
    "Shares of the airline were unchanged in quiet trading.",
]


def ask(model, text, **more):
    """One question; the answer's text, and what the gateway tells of it."""
    body = {"model": model, "max_tokens": 200, "tags": ["sentiment"], "messages": [{"role": "user", "content": text}], **more}
    headers = {"content-type": "application/json"}
    if KEY:
        headers["authorization"] = "Bearer " + KEY
    request = urllib.request.Request(ADDRESS + "/v1/chat/completions", json.dumps(body).encode(), headers)
    try:
        with urllib.request.urlopen(request, timeout=60) as response:
            answer = json.load(response)
    except urllib.error.HTTPError as fault:
        error = json.load(fault)["error"]
        sys.exit(f"{fault.code} {error['code']}: {error['message']}")
    message = answer["choices"][0]["message"]
    return message.get("content") or message.get("refusal") or "", answer["usage"]


def word(text):
    """The one word of an answer, or unclear."""
    found = [each for each in WORDS if each in text.lower()]
    return found[0] if len(found) == 1 else "unclear"


total = 0.0
counts = dict.fromkeys(WORDS + ("unclear",), 0)
print(f"{'mood':9} {'candidate':16} {'USD':>12}  headline")
for headline in NEWS:
    text, usage = ask("auto:cheap", QUESTION % headline, max_price=MOST_USD)
    mood = word(text)
    counts[mood] += 1
    total += usage["cost"]
    print(f"{mood:9} {usage['yardmaster']['candidate']:16} {usage['cost']:12.9f}  {headline}")
summary, usage = ask(
    "auto:best", "Sum up the mood of the market in two sentences: " + json.dumps(counts), cost_quality_tradeoff=0
)
total += usage["cost"]
print(f"\n{summary}\n")
simulated = " (simulated)" if usage["yardmaster"].get("simulated") else ""
print(f"{len(NEWS)} headlines: {counts}; {total:.9f} USD{simulated}, summary by {usage['yardmaster']['candidate']}")
