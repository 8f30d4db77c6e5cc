CREATE TABLE evaluation_choice (
  evaluation_id VARCHAR NOT NULL,
  sample_id VARCHAR NOT NULL,
  candidate_id VARCHAR NOT NULL
);
COMMENT ON TABLE evaluation_choice IS 'What the judged policy chose: one row per judged prompt; none where no policy was judged.';
COMMENT ON COLUMN evaluation_choice.evaluation_id IS 'The evaluation.';
COMMENT ON COLUMN evaluation_choice.sample_id IS 'The prompt, within the data set of the evaluation.';
COMMENT ON COLUMN evaluation_choice.candidate_id IS 'The candidate that the policy sent it to.';
