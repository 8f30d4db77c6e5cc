"""Asks LiteLLM what it takes each prompt for: python3 cohorts.py < prompts.jsonl > cohorts.jsonl

Needs a LiteLLM that has the heuristic_v2 classifier (pip install litellm). The request types and cohorts
are LiteLLM's own; this program only calls it.
"""

import json
import sys

from litellm.router_strategy.adaptive_router.classifier import classify_prompt
from litellm.router_strategy.complexity_router.tier_predictor import similarity_cohort

for line in sys.stdin:
    sample = json.loads(line)
    request_type = classify_prompt(sample["text"])
    cohort = similarity_cohort(sample["text"], request_type)
    print(json.dumps({"id": sample["id"], "request_type": request_type.value, "cohort": cohort}))
