-- +goose Up
-- Whether an organisation was in touch lately, with an employer or a person, decides what it sees.
CREATE INDEX interaction_employer_of ON interaction_employer (organisation_id, employer_id, happened_on) WHERE state = 'COMPLETE';
CREATE INDEX interaction_of ON interaction (organisation_id, happened_on);
