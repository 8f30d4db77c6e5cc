-- Money is integer nano-dollars (1e-9 USD); times are nanoseconds since 1970 in UTC.

-- One row per limit, subject and turn of its period.
CREATE TABLE account (
  account_id TEXT PRIMARY KEY,
  selectors TEXT NOT NULL,       -- of the limit: key=*&model=m
  subject TEXT NOT NULL,         -- the same with every * replaced
  period TEXT NOT NULL,          -- MINUTE, HOUR, DAY, MONTH, TOTAL
  zone TEXT NOT NULL,            -- whose calendar
  window_start INTEGER NOT NULL,
  spent_nano INTEGER NOT NULL CHECK (spent_nano >= 0),
  reserved_nano INTEGER NOT NULL CHECK (reserved_nano >= 0),
  excess_nano INTEGER NOT NULL,  -- part of spent: above its hold
  expired_nano INTEGER NOT NULL, -- part of spent: holds of dead requests
  cap_nano INTEGER NOT NULL      -- of the last admission
) WITHOUT ROWID;

-- One row per request that put money aside; settled ones are kept for an hour, expired ones for a month.
CREATE TABLE hold (
  request_id TEXT PRIMARY KEY,
  state TEXT NOT NULL,           -- OPEN, SETTLED, EXPIRED
  nano INTEGER NOT NULL,         -- the dearest claim
  reserved_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX hold_by_expiry ON hold (state, expires_at);

CREATE TABLE hold_share (
  request_id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  nano INTEGER NOT NULL,         -- what the account put aside
  PRIMARY KEY (request_id, account_id)
) WITHOUT ROWID;

-- Models that billed more than they could.
CREATE TABLE bar (
  model TEXT NOT NULL,
  provider TEXT NOT NULL,
  until INTEGER NOT NULL,
  PRIMARY KEY (model, provider)
) WITHOUT ROWID;

-- Clients' keys; no token is stored, only its SHA-256.
CREATE TABLE client_key (
  position INTEGER PRIMARY KEY,
  key_id TEXT NOT NULL UNIQUE,
  label TEXT NOT NULL,
  prefix TEXT NOT NULL,          -- of the newest token
  candidates_json TEXT NOT NULL, -- allowed ids; empty for all
  routes_json TEXT NOT NULL,     -- allowed endpoints; empty for all
  limits_json TEXT NOT NULL,     -- [{"selectors","period","zone","capNano"}]
  expires_at INTEGER,
  billing TEXT NOT NULL,         -- METERED, PREPAID
  free_nano INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  revoked_at INTEGER
);

CREATE TABLE token (
  hash TEXT PRIMARY KEY,         -- SHA-256, 64 hex digits
  key_id TEXT NOT NULL,
  until INTEGER                  -- refused from then on, once rotated away
) WITHOUT ROWID;
CREATE INDEX token_by_key ON token (key_id);

CREATE TABLE top_up (
  position INTEGER PRIMARY KEY,
  key_id TEXT NOT NULL,
  nano INTEGER NOT NULL CHECK (nano > 0),
  at INTEGER NOT NULL
);
CREATE INDEX top_up_by_key ON top_up (key_id);

-- One row per metered request.
CREATE TABLE usage_record (
  request_id TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  key_id TEXT NOT NULL,
  task TEXT NOT NULL,
  tags_json TEXT NOT NULL,
  candidate TEXT NOT NULL,
  model TEXT NOT NULL,
  provider TEXT NOT NULL,
  simulated INTEGER NOT NULL,
  input_tokens INTEGER,          -- disjoint kinds; null when nobody counted
  cached_input_tokens INTEGER,
  output_tokens INTEGER,
  reasoning_tokens INTEGER,
  tokens_estimated INTEGER,
  cost_nano INTEGER,
  cost_unknown_because TEXT,
  reference_candidate TEXT NOT NULL,
  reference_nano INTEGER,
  reference_unknown_because TEXT,
  latency_nanos INTEGER,
  first_token_nanos INTEGER,
  reason TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  status INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX usage_by_time ON usage_record (at);
