-- +goose Up
-- Whether a launch left out somebody who is a confidential enquiry by now.
CREATE INDEX left_out_employer ON left_out (employer_id, campaign_id);
