-- One row per payment by x402; a row is written before anybody is asked and anything is done.
CREATE TABLE payment (
  payment_id TEXT PRIMARY KEY,   -- network, keeper of the nonce, recovered signer, nonce
  payer TEXT NOT NULL,           -- the recovered signer, lower-case
  identifier TEXT NOT NULL,      -- the payer's own; empty without
  header_digest TEXT NOT NULL,   -- SHA-256 of the header that carried it
  subject TEXT NOT NULL,         -- route and hash of the body, or the key that it tops up
  request_id TEXT NOT NULL,      -- of the usage record
  credit_key TEXT NOT NULL,      -- the key that it tops up; empty otherwise
  version INTEGER NOT NULL,      -- of the protocol
  document TEXT NOT NULL,        -- as the payer sent it
  requirements TEXT NOT NULL,    -- as the facilitator gets them
  network TEXT NOT NULL,
  asset TEXT NOT NULL,
  scheme TEXT NOT NULL,          -- EXACT, UPTO
  flow TEXT NOT NULL,            -- AUTHORIZATION, UPFRONT
  maximum TEXT NOT NULL,         -- atomic units signed
  most_nano INTEGER NOT NULL,    -- the same in nano-dollars
  valid_before INTEGER NOT NULL, -- seconds since 1970, as the chain counts
  state TEXT NOT NULL,           -- RESERVED, VERIFIED, SERVED, SETTLING, SETTLED, FAILED, UNKNOWN
  revision INTEGER NOT NULL,     -- whoever changes a row names the revision that it saw
  owner TEXT NOT NULL,           -- the gateway that works on it; empty when none does
  runs INTEGER NOT NULL,         -- how often work was begun
  done INTEGER NOT NULL,         -- whether the work is over
  work_nano INTEGER NOT NULL,    -- what the work cost
  answer_headers_json TEXT,      -- the answer, until it is pruned
  answer_events INTEGER,
  answer BLOB,
  amount TEXT NOT NULL,          -- atomic units charged, or being charged
  transaction_hash TEXT NOT NULL,
  reason TEXT NOT NULL,          -- of the last change
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX payment_by_payer ON payment (payer, state);
CREATE INDEX payment_by_state ON payment (state, updated_at);
CREATE INDEX payment_by_time ON payment (created_at);
CREATE INDEX payment_by_request ON payment (request_id);

-- Signs of life of gateways that take payments.
CREATE TABLE gateway_instance (
  instance TEXT PRIMARY KEY,
  seen_at INTEGER NOT NULL
) WITHOUT ROWID;

-- What all gateways of a ledger share: the secret under their quotes.
CREATE TABLE shared_secret (
  name TEXT PRIMARY KEY,
  secret BLOB NOT NULL
) WITHOUT ROWID;
