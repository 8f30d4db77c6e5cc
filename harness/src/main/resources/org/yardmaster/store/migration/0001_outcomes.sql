-- The first schema. Every column says its unit and meaning: `yardmaster status --schema` prints them.

CREATE TABLE dataset (
  dataset_id VARCHAR PRIMARY KEY,
  title VARCHAR NOT NULL,
  card_json VARCHAR NOT NULL,
  evaluation_only BOOLEAN NOT NULL,
  content_digest VARCHAR NOT NULL,
  recorded_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE dataset IS 'One row per imported data set.';
COMMENT ON COLUMN dataset.dataset_id IS 'Id used by every command.';
COMMENT ON COLUMN dataset.title IS 'One line for people.';
COMMENT ON COLUMN dataset.card_json IS 'The whole card as canonical JSON: source, licence, contamination, defects, split rule.';
COMMENT ON COLUMN dataset.evaluation_only IS 'True when the source forbids training on it.';
COMMENT ON COLUMN dataset.content_digest IS 'SHA-256 over its samples in order, 64 hex digits.';
COMMENT ON COLUMN dataset.recorded_at IS 'When it was imported, UTC.';

CREATE TABLE sample (
  dataset_id VARCHAR NOT NULL,
  sample_id VARCHAR NOT NULL,
  position BIGINT NOT NULL,
  task VARCHAR NOT NULL,
  group_id VARCHAR NOT NULL,
  split VARCHAR NOT NULL,
  published_split VARCHAR NOT NULL,
  prompt_json VARCHAR NOT NULL,
  prompt_digest VARCHAR NOT NULL,
  target_json VARCHAR NOT NULL,
  labels_json VARCHAR NOT NULL
);
COMMENT ON TABLE sample IS 'One row per labelled prompt.';
COMMENT ON COLUMN sample.dataset_id IS 'Data set it belongs to.';
COMMENT ON COLUMN sample.sample_id IS 'Unique within the data set.';
COMMENT ON COLUMN sample.position IS 'Order within the data set, from 0.';
COMMENT ON COLUMN sample.task IS 'Kind of work, in the words of the data set.';
COMMENT ON COLUMN sample.group_id IS 'Samples of one group never span two splits.';
COMMENT ON COLUMN sample.split IS 'TRAIN, CALIBRATION or TEST, by hash of the group.';
COMMENT ON COLUMN sample.published_split IS 'Split assigned by the source: TRAIN, VALIDATION, TEST or NONE.';
COMMENT ON COLUMN sample.prompt_json IS 'What a router may see, as canonical JSON: messages, tools, modalities.';
COMMENT ON COLUMN sample.prompt_digest IS 'SHA-256 of prompt_json, 64 hex digits.';
COMMENT ON COLUMN sample.target_json IS 'What a grader compares an answer with, as canonical JSON.';
COMMENT ON COLUMN sample.labels_json IS 'Further facts such as language or difficulty, as canonical JSON.';

CREATE TABLE candidate (
  candidate_id VARCHAR PRIMARY KEY,
  provider VARCHAR NOT NULL,
  model VARCHAR NOT NULL,
  parameters_json VARCHAR NOT NULL,
  simulated BOOLEAN NOT NULL
);
COMMENT ON TABLE candidate IS 'One row per model configuration that answered anything.';
COMMENT ON COLUMN candidate.candidate_id IS 'Id used by every command.';
COMMENT ON COLUMN candidate.provider IS 'Who serves it; recorded for imported outcomes.';
COMMENT ON COLUMN candidate.model IS 'Name under which its price is found.';
COMMENT ON COLUMN candidate.parameters_json IS 'Whatever else defines the configuration, as canonical JSON.';
COMMENT ON COLUMN candidate.simulated IS 'True when a behaviour model answered instead of a language model.';

CREATE TABLE price (
  model VARCHAR NOT NULL,
  valid_from DATE NOT NULL,
  input_nano_per_million BIGINT NOT NULL,
  cached_input_nano_per_million BIGINT NOT NULL,
  output_nano_per_million BIGINT NOT NULL,
  request_nano BIGINT NOT NULL,
  source VARCHAR NOT NULL
);
COMMENT ON TABLE price IS 'Dated list prices.';
COMMENT ON COLUMN price.model IS 'Model name, as in candidate.model.';
COMMENT ON COLUMN price.valid_from IS 'First day the price applies, UTC.';
COMMENT ON COLUMN price.input_nano_per_million IS 'Nano-dollars (1e-9 USD) per million uncached prompt tokens.';
COMMENT ON COLUMN price.cached_input_nano_per_million IS 'Nano-dollars per million prompt tokens read from a cache.';
COMMENT ON COLUMN price.output_nano_per_million IS 'Nano-dollars per million answer and reasoning tokens.';
COMMENT ON COLUMN price.request_nano IS 'Nano-dollars per request.';
COMMENT ON COLUMN price.source IS 'Where the price was read.';

CREATE TABLE outcome (
  outcome_key VARCHAR NOT NULL,
  dataset_id VARCHAR NOT NULL,
  sample_id VARCHAR NOT NULL,
  candidate_id VARCHAR NOT NULL,
  trial INTEGER NOT NULL,
  status VARCHAR NOT NULL,
  answer_text VARCHAR,
  tool_calls_json VARCHAR,
  finish_reason VARCHAR,
  input_tokens BIGINT,
  cached_input_tokens BIGINT,
  output_tokens BIGINT,
  reasoning_tokens BIGINT,
  tokens_estimated BOOLEAN,
  cost_nano_usd BIGINT,
  cost_unknown_because VARCHAR,
  latency_nanos BIGINT,
  first_token_nanos BIGINT,
  recorded_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE outcome IS 'One row per answered call of a candidate on a sample; append-only.';
COMMENT ON COLUMN outcome.outcome_key IS 'SHA-256 of data set, sample, candidate and trial, 64 hex digits; unique.';
COMMENT ON COLUMN outcome.dataset_id IS 'Data set of the sample.';
COMMENT ON COLUMN outcome.sample_id IS 'Sample that was asked.';
COMMENT ON COLUMN outcome.candidate_id IS 'Candidate that was asked.';
COMMENT ON COLUMN outcome.trial IS 'Repetition of the same call, from 0.';
COMMENT ON COLUMN outcome.status IS 'COMPLETED, REFUSED, or UNPUBLISHED when only a label is known.';
COMMENT ON COLUMN outcome.answer_text IS 'Visible answer; null when unpublished.';
COMMENT ON COLUMN outcome.tool_calls_json IS 'Function calls as canonical JSON; empty when none.';
COMMENT ON COLUMN outcome.finish_reason IS 'Why the answer ended, in the words of the provider.';
COMMENT ON COLUMN outcome.input_tokens IS 'Prompt tokens at the full price; null when unknown.';
COMMENT ON COLUMN outcome.cached_input_tokens IS 'Prompt tokens read from a cache; disjoint from input_tokens.';
COMMENT ON COLUMN outcome.output_tokens IS 'Visible answer tokens.';
COMMENT ON COLUMN outcome.reasoning_tokens IS 'Hidden answer tokens; disjoint from output_tokens.';
COMMENT ON COLUMN outcome.tokens_estimated IS 'True when counted by rule of thumb instead of by the provider.';
COMMENT ON COLUMN outcome.cost_nano_usd IS 'Nano-dollars (1e-9 USD), rounded up once; null when unknown, never 0 for unknown.';
COMMENT ON COLUMN outcome.cost_unknown_because IS 'Why the cost is unknown; null when it is known.';
COMMENT ON COLUMN outcome.latency_nanos IS 'Nanoseconds from request to last byte; null when unmeasured.';
COMMENT ON COLUMN outcome.first_token_nanos IS 'Nanoseconds from request to first content.';
COMMENT ON COLUMN outcome.recorded_at IS 'When it was recorded, UTC.';

CREATE TABLE failure (
  outcome_key VARCHAR NOT NULL,
  dataset_id VARCHAR NOT NULL,
  sample_id VARCHAR NOT NULL,
  candidate_id VARCHAR NOT NULL,
  trial INTEGER NOT NULL,
  fault VARCHAR NOT NULL,
  fault_message VARCHAR NOT NULL,
  input_tokens BIGINT,
  cached_input_tokens BIGINT,
  output_tokens BIGINT,
  reasoning_tokens BIGINT,
  tokens_estimated BOOLEAN,
  cost_nano_usd BIGINT,
  cost_unknown_because VARCHAR,
  latency_nanos BIGINT,
  first_token_nanos BIGINT,
  recorded_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE failure IS 'One row per call that brought no answer; append-only. Such a call lowers coverage, never quality, and is made again by the next replay.';
COMMENT ON COLUMN failure.outcome_key IS 'Key that the outcome would have had.';
COMMENT ON COLUMN failure.dataset_id IS 'Data set of the sample.';
COMMENT ON COLUMN failure.sample_id IS 'Sample that was asked.';
COMMENT ON COLUMN failure.candidate_id IS 'Candidate that was asked.';
COMMENT ON COLUMN failure.trial IS 'Repetition of the same call, from 0.';
COMMENT ON COLUMN failure.fault IS 'Kind of failure.';
COMMENT ON COLUMN failure.fault_message IS 'What the provider said.';
COMMENT ON COLUMN failure.input_tokens IS 'Prompt tokens at the full price; null when unknown.';
COMMENT ON COLUMN failure.cached_input_tokens IS 'Prompt tokens read from a cache.';
COMMENT ON COLUMN failure.output_tokens IS 'Visible answer tokens.';
COMMENT ON COLUMN failure.reasoning_tokens IS 'Hidden answer tokens.';
COMMENT ON COLUMN failure.tokens_estimated IS 'True when counted by rule of thumb.';
COMMENT ON COLUMN failure.cost_nano_usd IS 'Nano-dollars: failures can be billed too; null when unknown.';
COMMENT ON COLUMN failure.cost_unknown_because IS 'Why the cost is unknown.';
COMMENT ON COLUMN failure.latency_nanos IS 'Nanoseconds until it failed; null when unmeasured.';
COMMENT ON COLUMN failure.first_token_nanos IS 'Nanoseconds to the first content, if any.';
COMMENT ON COLUMN failure.recorded_at IS 'When it was recorded, UTC.';

CREATE TABLE grade (
  outcome_key VARCHAR NOT NULL,
  grader VARCHAR NOT NULL,
  quality DOUBLE,
  native_score DOUBLE,
  native_low DOUBLE,
  native_high DOUBLE,
  extracted VARCHAR,
  explanation VARCHAR,
  unscored_because VARCHAR,
  grading BIGINT NOT NULL,
  graded_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE grade IS 'Judgements of outcomes; old ones are kept, the latest grading counts.';
COMMENT ON COLUMN grade.outcome_key IS 'The judged outcome.';
COMMENT ON COLUMN grade.grader IS 'Name and version of the grader; published for labels of the source.';
COMMENT ON COLUMN grade.quality IS 'Quality in [0, 1]; null when unscored, never 0 for unscored.';
COMMENT ON COLUMN grade.native_score IS 'The same on the scale of the grader.';
COMMENT ON COLUMN grade.native_low IS 'Lowest native score.';
COMMENT ON COLUMN grade.native_high IS 'Highest native score.';
COMMENT ON COLUMN grade.extracted IS 'What the grader read out of the answer.';
COMMENT ON COLUMN grade.explanation IS 'Why, for people.';
COMMENT ON COLUMN grade.unscored_because IS 'Why there is no quality; null when there is.';
COMMENT ON COLUMN grade.grading IS 'Rising number of the grading run; 0 came with the outcome.';
COMMENT ON COLUMN grade.graded_at IS 'When it was judged, UTC.';

CREATE TABLE policy (
  policy_digest VARCHAR PRIMARY KEY,
  dataset_id VARCHAR NOT NULL,
  provenance_json VARCHAR NOT NULL,
  trained_rows_json VARCHAR NOT NULL,
  trained_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE policy IS 'One row per trained policy.';
COMMENT ON COLUMN policy.policy_digest IS 'SHA-256 of the body of the policy file, 64 hex digits.';
COMMENT ON COLUMN policy.dataset_id IS 'Data set it was trained on.';
COMMENT ON COLUMN policy.provenance_json IS 'What it was made from, as canonical JSON.';
COMMENT ON COLUMN policy.trained_rows_json IS 'Which splits it saw, as canonical JSON.';
COMMENT ON COLUMN policy.trained_at IS 'When it was trained, UTC.';

CREATE TABLE evaluation (
  evaluation_id VARCHAR NOT NULL,
  dataset_id VARCHAR NOT NULL,
  evaluation_json VARCHAR NOT NULL,
  provenance_json VARCHAR NOT NULL,
  evaluated_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE evaluation IS 'One row per judgement of a data set.';
COMMENT ON COLUMN evaluation.evaluation_id IS 'SHA-256 of what was judged and how, 64 hex digits: the same judgement has the same id.';
COMMENT ON COLUMN evaluation.dataset_id IS 'Data set judged.';
COMMENT ON COLUMN evaluation.evaluation_json IS 'The whole evaluation, as `evaluate --json` prints it, with curves and tasks.';
COMMENT ON COLUMN evaluation.provenance_json IS 'Inputs and machine, as canonical JSON.';
COMMENT ON COLUMN evaluation.evaluated_at IS 'When it was made, UTC.';

CREATE TABLE decision_benchmark (
  policy_digest VARCHAR NOT NULL,
  benchmark VARCHAR NOT NULL,
  parameters_json VARCHAR NOT NULL,
  score DOUBLE NOT NULL,
  score_error DOUBLE,
  unit VARCHAR NOT NULL,
  measured_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE decision_benchmark IS 'Measurements of the decision by JMH.';
COMMENT ON COLUMN decision_benchmark.policy_digest IS 'The measured policy.';
COMMENT ON COLUMN decision_benchmark.benchmark IS 'Name of the JMH benchmark and secondary result.';
COMMENT ON COLUMN decision_benchmark.parameters_json IS 'Parameters of the benchmark, as canonical JSON.';
COMMENT ON COLUMN decision_benchmark.score IS 'Measured value, in unit.';
COMMENT ON COLUMN decision_benchmark.score_error IS 'Half width of the 99.9 % interval that JMH states, in unit.';
COMMENT ON COLUMN decision_benchmark.unit IS 'Unit in the words of JMH, for instance ns/op.';
COMMENT ON COLUMN decision_benchmark.measured_at IS 'When it was measured, UTC.';
