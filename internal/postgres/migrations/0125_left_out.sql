-- +goose Up
-- Whom a launch found and did not ask. It never changes; campaign.left_out has the counts, also of launches before this table.
CREATE TABLE left_out (
    campaign_id uuid NOT NULL REFERENCES campaign,
    place       integer NOT NULL,           -- by the employer's name, as at the launch
    employer_id uuid NOT NULL REFERENCES employer,
    person_id   uuid REFERENCES person,     -- who would have been asked; null where it is not about somebody
    reason      text NOT NULL,
    PRIMARY KEY (campaign_id, place)
);
CREATE INDEX left_out_reason ON left_out (campaign_id, reason, place);
