-- A judgement over several data sets chooses for samples whose ids may be equal in two of them.

ALTER TABLE evaluation_choice ADD COLUMN dataset_id VARCHAR;
COMMENT ON COLUMN evaluation_choice.dataset_id IS 'Data set of the prompt; null when it is the data set of the evaluation.';
