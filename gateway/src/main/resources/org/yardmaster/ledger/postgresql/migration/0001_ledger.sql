-- Money is integer nano-dollars (1e-9 USD); times are nanoseconds since 1970 in UTC. Names sort by
-- their bytes. Rows that change often leave room in their pages.

CREATE TABLE ledger_version (version INTEGER NOT NULL);
INSERT INTO ledger_version VALUES (0);

-- Grows with every turn to write.
CREATE SEQUENCE turn;

-- One row per limit, subject and turn of its period.
CREATE TABLE account (
  account_id TEXT COLLATE "C" PRIMARY KEY,
  selectors TEXT NOT NULL,       -- of the limit: key=*&model=m
  subject TEXT NOT NULL,         -- the same with every * replaced
  period TEXT NOT NULL,          -- MINUTE, HOUR, DAY, MONTH, TOTAL
  zone TEXT NOT NULL,            -- whose calendar
  window_start BIGINT NOT NULL,
  spent_nano BIGINT NOT NULL CHECK (spent_nano >= 0),
  reserved_nano BIGINT NOT NULL CHECK (reserved_nano >= 0),
  excess_nano BIGINT NOT NULL,   -- part of spent: above its hold
  expired_nano BIGINT NOT NULL,  -- part of spent: holds of dead requests
  cap_nano BIGINT NOT NULL       -- of the last admission
) WITH (fillfactor = 50);

-- One row per request that put money aside; settled ones are kept for an hour, expired ones for a month.
CREATE TABLE hold (
  request_id TEXT COLLATE "C" PRIMARY KEY,
  state TEXT NOT NULL,           -- OPEN, SETTLED, EXPIRED
  nano BIGINT NOT NULL,          -- the dearest claim
  reserved_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  shares_json TEXT NOT NULL      -- what each account put aside: [["account_id", nano], ...]
);
CREATE INDEX hold_by_expiry ON hold (state, expires_at);

-- Models that billed more than they could.
CREATE TABLE bar (
  model TEXT COLLATE "C" NOT NULL,
  provider TEXT COLLATE "C" NOT NULL,
  until BIGINT NOT NULL,
  PRIMARY KEY (model, provider)
);

-- Clients' keys; no token is stored, only its SHA-256.
CREATE TABLE client_key (
  position BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key_id TEXT COLLATE "C" NOT NULL UNIQUE,
  label TEXT NOT NULL,
  prefix TEXT NOT NULL,          -- of the newest token
  candidates_json TEXT NOT NULL, -- allowed ids; empty for all
  routes_json TEXT NOT NULL,     -- allowed endpoints; empty for all
  limits_json TEXT NOT NULL,     -- [{"selectors","period","zone","capNano"}]
  expires_at BIGINT,
  billing TEXT NOT NULL,         -- METERED, PREPAID
  free_nano BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  revoked_at BIGINT
);

CREATE TABLE token (
  hash TEXT COLLATE "C" PRIMARY KEY, -- SHA-256, 64 hex digits
  key_id TEXT COLLATE "C" NOT NULL,
  until BIGINT                   -- refused from then on, once rotated away
);
CREATE INDEX token_by_key ON token (key_id);

CREATE TABLE top_up (
  position BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key_id TEXT COLLATE "C" NOT NULL,
  nano BIGINT NOT NULL CHECK (nano > 0),
  at BIGINT NOT NULL
);
CREATE INDEX top_up_by_key ON top_up (key_id);

-- Grows with every change of a key, so that what was read of keys may be kept until then.
CREATE TABLE key_version (version BIGINT NOT NULL);
INSERT INTO key_version VALUES (0);
CREATE FUNCTION note_key_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE key_version SET version = version + 1;
  RETURN NULL;
END $$;
CREATE TRIGGER client_key_changed AFTER INSERT OR UPDATE OR DELETE ON client_key
  FOR EACH STATEMENT EXECUTE FUNCTION note_key_change();
CREATE TRIGGER token_changed AFTER INSERT OR UPDATE OR DELETE ON token
  FOR EACH STATEMENT EXECUTE FUNCTION note_key_change();
CREATE TRIGGER top_up_changed AFTER INSERT OR UPDATE OR DELETE ON top_up
  FOR EACH STATEMENT EXECUTE FUNCTION note_key_change();

-- One row per metered request.
CREATE TABLE usage_record (
  request_id TEXT COLLATE "C" PRIMARY KEY,
  at BIGINT NOT NULL,
  key_id TEXT NOT NULL,
  task TEXT NOT NULL,
  tags_json TEXT NOT NULL,
  candidate TEXT NOT NULL,
  model TEXT NOT NULL,
  provider TEXT NOT NULL,
  simulated BOOLEAN NOT NULL,
  input_tokens BIGINT,           -- disjoint kinds; null when nobody counted
  cached_input_tokens BIGINT,
  output_tokens BIGINT,
  reasoning_tokens BIGINT,
  tokens_estimated BOOLEAN,
  cost_nano BIGINT,
  cost_unknown_because TEXT,
  reference_candidate TEXT NOT NULL,
  reference_nano BIGINT,
  reference_unknown_because TEXT,
  latency_nanos BIGINT,
  first_token_nanos BIGINT,
  reason TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  status INTEGER NOT NULL
);
CREATE INDEX usage_by_time ON usage_record (at, request_id);

-- One row per payment by x402; a row is written before anybody is asked and anything is done.
CREATE TABLE payment (
  payment_id TEXT COLLATE "C" PRIMARY KEY, -- network, keeper of the nonce, recovered signer, nonce
  payer TEXT COLLATE "C" NOT NULL, -- the recovered signer, lower-case
  identifier TEXT NOT NULL,      -- the payer's own; empty without
  header_digest TEXT NOT NULL,   -- SHA-256 of the header that carried it
  subject TEXT NOT NULL,         -- route and hash of the body, or the key that it tops up
  request_id TEXT COLLATE "C" NOT NULL, -- of the usage record
  credit_key TEXT NOT NULL,      -- the key that it tops up; empty otherwise
  version INTEGER NOT NULL,      -- of the protocol
  document TEXT NOT NULL,        -- as the payer sent it
  requirements TEXT NOT NULL,    -- as the facilitator gets them
  network TEXT NOT NULL,
  asset TEXT NOT NULL,
  scheme TEXT NOT NULL,          -- EXACT, UPTO
  flow TEXT NOT NULL,            -- AUTHORIZATION, UPFRONT
  maximum TEXT NOT NULL,         -- atomic units signed
  most_nano BIGINT NOT NULL,     -- the same in nano-dollars
  valid_before BIGINT NOT NULL,  -- seconds since 1970, as the chain counts
  state TEXT NOT NULL,           -- RESERVED, VERIFIED, SERVED, SETTLING, SETTLED, FAILED, UNKNOWN
  revision BIGINT NOT NULL,      -- whoever changes a row names the revision that it saw
  owner TEXT NOT NULL,           -- the gateway that works on it; empty when none does
  runs INTEGER NOT NULL,         -- how often work was begun
  done BOOLEAN NOT NULL,         -- whether the work is over
  work_nano BIGINT NOT NULL,     -- what the work cost
  answer_headers_json TEXT,      -- the answer, until it is pruned
  answer_events BOOLEAN,
  answer BYTEA,
  amount TEXT NOT NULL,          -- atomic units charged, or being charged
  transaction_hash TEXT NOT NULL,
  reason TEXT NOT NULL,          -- of the last change
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX payment_by_payer ON payment (payer, state);
CREATE INDEX payment_by_state ON payment (state, updated_at);
CREATE INDEX payment_by_time ON payment (created_at);
CREATE INDEX payment_by_request ON payment (request_id);

-- Signs of life of gateways that take payments.
CREATE TABLE gateway_instance (
  instance TEXT COLLATE "C" PRIMARY KEY,
  seen_at BIGINT NOT NULL
);

-- What all gateways of a ledger share: the secret under their quotes.
CREATE TABLE shared_secret (
  name TEXT PRIMARY KEY,
  secret BYTEA NOT NULL
);
