-- +goose Up
-- What staff heard an employer say of hosting stands in the table beside what it said in a diagnostic: for each programme and year the word that was
-- said last stands. One that is not now may have a reason and a day on which somebody asks again.
ALTER TABLE hosting_interest
    DROP CONSTRAINT hosting_interest_programme_check,
    DROP CONSTRAINT hosting_interest_level_check,
    ADD CONSTRAINT hosting_interest_programme_check CHECK (programme IN ('WORK_READY', 'WORK_EXPERIENCE', 'T_LEVEL', 'WORK_ACADEMY', 'SUPPORTED_INTERNSHIP', 'WORK_TRIAL', 'FUNDED_PLACEMENT', 'WORK_SIMULATION', 'VOLUNTEERING')),
    ADD CONSTRAINT hosting_interest_level_check CHECK (level IN ('LOOKING', 'OPEN', 'NOT_NOW', 'ORGANISED')),
    ADD COLUMN reason text,
    ADD COLUMN ask_again_on date,
    ADD COLUMN user_id uuid REFERENCES hub_user, -- who recorded it; none for an answer and for a program
    ADD CONSTRAINT hosting_interest_not_now CHECK (level = 'NOT_NOW' OR reason IS NULL AND ask_again_on IS NULL);
DROP INDEX hosting_interest_latest;
CREATE INDEX hosting_interest_latest ON hosting_interest (employer_id, programme, year, said_on DESC, id DESC);
CREATE INDEX hosting_interest_listed ON hosting_interest (said_on DESC, id DESC);
CREATE INDEX hosting_interest_ask_again ON hosting_interest (ask_again_on) WHERE ask_again_on IS NOT NULL;
