// A Yardmaster routing policy as one ES module without dependencies.
//
//   import { decide, routingText } from './policy.mjs';
//   decide('Prove that 2 is prime.').choice;
//   decide(routingText(request.messages, request.tools), { costQualityTradeoff: 7 }).ranked;
//
@PROVENANCE@
const POLICY = @POLICY@;

/** Where this policy came from. */
export const provenance = {
  ...POLICY.provenance,
  policyDigest: POLICY.policyDigest,
  simulated: POLICY.simulated,
  proof: POLICY.proof,
};

/** Ids of the candidates, in policy order. */
export const candidates = POLICY.candidates.map((candidate) => candidate.id);

/** Names of the tasks that the policy tells apart. */
export const tasks = POLICY.tasks;

const WINDOW = 32768;
const LONGEST_TOKEN = 32;
const BINS = 64;
const COUNTERS = Object.keys(POLICY.words.counterWeights);
const AT = Object.fromEntries(COUNTERS.map((name, index) => [name, index]));
const BUCKETS = 2 ** POLICY.bucketBits;
const PUNCTUATION = punctuation({
  LINES: '\n',
  STOPS: '.!',
  QUESTIONS: '?',
  PAUSES: ',;:',
  QUOTES: '"\'',
  ROUND_BRACKETS: '()',
  CODE_BRACKETS: '[]{}',
  OPERATORS: '+*/=<>^%|',
  HYPHENS: '-',
  MARKUP: '\\$_#',
  BACKTICKS: '`',
  BLOCKS: '\u001e',
});

const words = bundle(POLICY.words);
const tokens = bundle(POLICY.tokens);
const buckets = new Int32Array(2 * (WINDOW + 2));
const counters = new Int32Array(COUNTERS.length);
const token = new Uint8Array(3 * LONGEST_TOKEN);

function punctuation(characters) {
  const table = new Int8Array(128).fill(-1);
  for (const [name, list] of Object.entries(characters)) {
    for (const character of list) table[character.charCodeAt(0)] = AT[name];
  }
  return table;
}

function bytes(base64) {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/** Weights as typed arrays: wordWeights[bucket * heads + head], counterWeights likewise. */
function bundle(description) {
  const heads = description.heads;
  const used = bytes(description.usedBuckets);
  const packed = new DataView(bytes(description.wordWeights).buffer);
  const wordWeights = new Int16Array(packed.byteLength > 0 ? BUCKETS * heads : 0);
  let at = 0;
  for (let row = 0; row < used.length * 8; row++) {
    if ((used[row >> 3] >> (row & 7)) & 1) {
      for (let head = 0; head < heads; head++, at += 2) {
        wordWeights[row * heads + head] = packed.getInt16(at, true);
      }
    }
  }
  const counterWeights = Int16Array.from(COUNTERS.flatMap((name) => description.counterWeights[name].flat()));
  return {
    ...description,
    wordWeights,
    counterWeights,
    wordSums: new Int32Array(heads),
    counterSums: new Int32Array(heads),
  };
}

/** MurmurHash3 x86_32 with seed 0 of the first bytes of the token. */
function murmur(length) {
  let hash = 0;
  const blocks = length & ~3;
  for (let at = 0; at < blocks; at += 4) {
    const block = token[at] | (token[at + 1] << 8) | (token[at + 2] << 16) | (token[at + 3] << 24);
    hash ^= scramble(block);
    hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0;
  }
  let tail = 0;
  for (let at = length - 1; at >= blocks; at--) tail = (tail << 8) | token[at];
  hash ^= scramble(tail) ^ length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

function scramble(block) {
  const product = Math.imul(block, 0xcc9e2d51);
  return Math.imul((product << 15) | (product >>> 17), 0x1b873593);
}

/** Fills buckets and counters from a text as schema yard-1 says; returns the number of buckets. */
function featurize(text) {
  let bucketCount = 0;
  let tokenBytes = 0;
  let tokenCharacters = 0;
  let digitsOnly = true;
  let previousHash = 0;
  let previousToken = false;
  let lineStart = 0;
  counters.fill(0);

  function endToken() {
    if (tokenCharacters === 0) return;
    const hash = murmur(tokenBytes);
    counters[AT.TOKENS]++;
    if (tokenCharacters >= 8) counters[AT.LONG_TOKENS]++;
    if (digitsOnly) counters[AT.NUMBERS]++;
    buckets[bucketCount++] = hash & (BUCKETS - 1);
    if (previousToken) buckets[bucketCount++] = (Math.imul(31, previousHash) + hash) & (BUCKETS - 1);
    previousHash = hash;
    previousToken = true;
    tokenBytes = 0;
    tokenCharacters = 0;
    digitsOnly = true;
  }

  function append(code, digit) {
    if (tokenCharacters === LONGEST_TOKEN) endToken();
    digitsOnly = digitsOnly && digit;
    if (code < 0x80) {
      token[tokenBytes++] = code;
    } else if (code < 0x800) {
      token[tokenBytes++] = 0xc0 | (code >> 6);
      token[tokenBytes++] = 0x80 | (code & 0x3f);
    } else {
      token[tokenBytes++] = 0xe0 | (code >> 12);
      token[tokenBytes++] = 0x80 | ((code >> 6) & 0x3f);
      token[tokenBytes++] = 0x80 | (code & 0x3f);
    }
    tokenCharacters++;
  }

  function readAscii(code) {
    if (code >= 0x61 && code <= 0x7a) {
      append(code, false);
    } else if (code >= 0x41 && code <= 0x5a) {
      counters[AT.CAPITALS]++;
      append(code + 32, false);
    } else if (code >= 0x30 && code <= 0x39) {
      counters[AT.DIGITS]++;
      append(code, true);
    } else {
      const option = lineStart === 1 && tokenCharacters === 1;
      endToken();
      if (option && (code === 0x2e || code === 0x29 || code === 0x3a)) counters[AT.OPTIONS]++;
      if (PUNCTUATION[code] >= 0) counters[PUNCTUATION[code]]++;
    }
  }

  function read(code) {
    if (code < 0x80) {
      readAscii(code);
    } else if (code >= 0xc0 && code < 0x2000) {
      counters[AT.FOREIGN_LETTERS]++;
      append(code, false);
    } else if (code >= 0x2e80 && code < 0xd800) {
      counters[AT.IDEOGRAPHS]++;
      endToken();
      append(code, false);
      endToken();
    } else {
      endToken();
    }
    lineStart = code === 0x0a ? 2 : Math.max(0, lineStart - 1);
  }

  function readRange(from, to) {
    for (let at = from; at < to; at++) read(text.charCodeAt(at));
  }

  if (text.length <= WINDOW) {
    readRange(0, text.length);
  } else {
    readRange(0, WINDOW / 2);
    read(0x0a);
    readRange(text.length - WINDOW / 2, text.length);
  }
  endToken();
  counters[AT.CHARACTERS] = text.length;
  return bucketCount;
}

/** The bin of a count: exact up to 7, then four per doubling, up to 63. */
function bin(count) {
  if (count < 8) return count;
  const exponent = 31 - Math.clz32(count);
  return Math.min(BINS - 1, 8 + ((exponent - 3) << 2) + ((count >>> (exponent - 2)) & 3));
}

function sum(heads, bucketCount) {
  heads.wordSums.fill(0);
  heads.counterSums.fill(0);
  if (heads.wordWeights.length > 0) {
    for (let at = 0; at < bucketCount; at++) addRow(heads.wordWeights, buckets[at], heads.wordSums);
  }
  for (let counter = 0; counter < counters.length; counter++) {
    addRow(heads.counterWeights, counter * BINS + bin(counters[counter]), heads.counterSums);
  }
}

function addRow(weights, row, sums) {
  const from = row * sums.length;
  for (let head = 0; head < sums.length; head++) sums[head] += weights[from + head];
}

function score(heads, head, wordFeatures) {
  const fromWords =
    wordFeatures === 0 ? 0 : (heads.wordScale[head] * heads.wordSums[head]) / Math.sqrt(wordFeatures);
  return heads.bias[head] + fromWords + heads.counterScale[head] * heads.counterSums[head];
}

const LOG2_E = 1 / Math.LN2;
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const ROUND = 6755399441055744;
const TAYLOR = [
  479001600, 39916800, 3628800, 362880, 40320, 5040, 720, 120, 24, 6, 2, 1, 1,
].map((factorial) => 1 / factorial);
const bits = new DataView(new ArrayBuffer(8));

/** The kernel's exponential function, operation by operation: the same number in every language. */
function exponential(x) {
  const clamped = Math.max(-700, Math.min(700, x));
  const power = clamped * LOG2_E + ROUND - ROUND;
  const r = clamped - power * LN2_HIGH - power * LN2_LOW;
  let series = 1 / 6227020800;
  for (const term of TAYLOR) series = series * r + term;
  bits.setInt32(0, (power + 1023) << 20);
  return series * bits.getFloat64(0);
}

function forecast(candidate, index, characters, wordFeatures) {
  const outputTokens = exponential(score(tokens, index, 0));
  const inputTokens = candidate.inputTokens.base + candidate.inputTokens.slope * characters;
  const price = candidate.price;
  const costUsd =
    1e-9 *
    (price.requestNano +
      1e-6 * (price.inputNanoPerMillion * inputTokens + price.outputNanoPerMillion * outputTokens));
  const seconds = candidate.latencySeconds;
  const logit = score(words, index, wordFeatures);
  return {
    id: candidate.id,
    success: 1 / (1 + exponential(-(candidate.calibration.slope * logit + candidate.calibration.intercept))),
    costUsd,
    outputTokens,
    latencySeconds: seconds ? seconds.base + seconds.slope * outputTokens : NaN,
  };
}

function willingness(step) {
  if (step < 0) return POLICY.rule.ownUsd;
  const scale = POLICY.rule.scaleUsd;
  const lower = Math.trunc(step);
  return lower === 10 ? scale[10] : scale[lower] + (step - lower) * (scale[lower + 1] - scale[lower]);
}

function likeliestTask(wordFeatures) {
  let best = 0;
  const first = candidates.length;
  for (let task = 1; task < tasks.length; task++) {
    if (score(words, first + task, wordFeatures) > score(words, first + best, wordFeatures)) best = task;
  }
  return tasks.length > 0 ? tasks[best] : null;
}

/**
 * Decides which candidate should answer.
 *
 * @param text the routing text; see routingText
 * @param constraints costQualityTradeoff 0 (quality at any price) to 10 (the cheapest), by default the
 *     policy's own operating point; qualityFloor in [0, 1]; maxCostUsd; maxLatencySeconds; allowed, a
 *     list of ids, by default all
 * @returns choice (an id, or null when no candidate is permitted), ranked (choice and fallbacks with
 *     what is expected of them, best first), task
 */
export function decide(text, constraints = {}) {
  const {
    costQualityTradeoff = -1,
    qualityFloor = 0,
    maxCostUsd = Infinity,
    maxLatencySeconds = Infinity,
    allowed = [],
  } = constraints;
  const inRange =
    costQualityTradeoff <= 10 &&
    qualityFloor >= 0 &&
    qualityFloor <= 1 &&
    maxCostUsd >= 0 &&
    maxLatencySeconds >= 0;
  if (!inRange) {
    throw new RangeError(`Constraints out of range: ${JSON.stringify(constraints)}`);
  }
  const usd = willingness(costQualityTradeoff);
  const wordFeatures = featurize(text);
  sum(tokens, wordFeatures);
  sum(words, wordFeatures);
  const ranked = POLICY.candidates
    .map((candidate, index) => forecast(candidate, index, text.length, wordFeatures))
    .map((expected) => ({ ...expected, utility: expected.success * usd - expected.costUsd }))
    .filter(
      (expected) =>
        (allowed.length === 0 || allowed.includes(expected.id)) &&
        expected.success >= qualityFloor &&
        expected.costUsd <= maxCostUsd &&
        !(expected.latencySeconds > maxLatencySeconds) &&
        expected.utility > -Infinity,
    )
    .sort((left, right) => right.utility - left.utility);
  return { choice: ranked.length > 0 ? ranked[0].id : null, ranked, task: likeliestTask(wordFeatures) };
}

/** The integer sums of the last decision, to compare runtimes with. */
export function lastSums() {
  return [...words.wordSums, ...words.counterSums, ...tokens.counterSums];
}

/** Two names that say the same as others. */
const ROLES = { developer: 'system', function: 'tool' };

/**
 * The text that the policy reads of a request: a lone user message without tools is its own text.
 *
 * @param messages role and content (a text) of each
 * @param tools the tool definitions as canonical JSON, or an empty text
 */
export function routingText(messages, tools = '') {
  if (messages.length === 1 && !tools && messages[0].role === 'user') return messages[0].content;
  const blocks = messages.map(({ role, content }) => block(ROLES[role] ?? role, content));
  return blocks.join('') + (tools ? block('tools', tools) : '');
}

function block(name, body) {
  return `\u001e${name}\n${body}\n`;
}
