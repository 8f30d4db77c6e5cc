-- Costs under later prices. An outcome keeps the cost it was recorded with; a later pricing adds one.

CREATE TABLE cost (
  outcome_key VARCHAR NOT NULL,
  cost_nano_usd BIGINT NOT NULL,
  source VARCHAR NOT NULL,
  pricing BIGINT NOT NULL,
  priced_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE cost IS 'Costs computed again from recorded tokens; old ones are kept, the latest pricing counts, before the cost recorded with the outcome.';
COMMENT ON COLUMN cost.outcome_key IS 'The outcome that was priced.';
COMMENT ON COLUMN cost.cost_nano_usd IS 'Nano-dollars (1e-9 USD), rounded up once.';
COMMENT ON COLUMN cost.source IS 'Where the price was read, as in price.source.';
COMMENT ON COLUMN cost.pricing IS 'Rising number of the pricing run, from 1.';
COMMENT ON COLUMN cost.priced_at IS 'When it was priced, UTC.';
