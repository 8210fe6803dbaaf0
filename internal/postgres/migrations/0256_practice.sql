-- +goose Up
-- What employers do for good work, beside what schemes accredit. Topics are rows, so that more can be added.
CREATE TABLE practice_topic (
    code     text PRIMARY KEY,
    name     text NOT NULL,
    position smallint NOT NULL CONSTRAINT practice_topic_position_once UNIQUE
);
INSERT INTO practice_topic (code, name, position) VALUES
    ('ACCESS_TO_WORK', 'Access to Work signposting', 1),
    ('INCLUSIVE_RECRUITMENT', 'Inclusive recruitment', 2),
    ('OCCUPATIONAL_HEALTH', 'Occupational health', 3),
    ('FLEXIBLE_HOURS', 'Flexible hours', 4),
    ('SUPPORTED_INTERNSHIPS', 'Supported internships', 5),
    ('VOLUNTEERING', 'Volunteering', 6);

-- How far an employer is with a topic. Two records of one topic come of a merge alone.
CREATE TABLE practice (
    id           uuid PRIMARY KEY,
    employer_id  uuid NOT NULL REFERENCES employer,
    topic        text NOT NULL REFERENCES practice_topic,
    discussed_on date,
    started_on   date,
    evidence     text,
    confirmed_on date,                  -- when the employer confirmed that it does so
    confirmation text,                  -- how
    recorded_at  timestamptz NOT NULL,
    version      integer NOT NULL DEFAULT 1,
    CONSTRAINT practice_has_a_day CHECK (discussed_on IS NOT NULL OR started_on IS NOT NULL),
    CONSTRAINT practice_confirmed_once_started CHECK (confirmed_on IS NULL OR confirmed_on >= started_on AND confirmation IS NOT NULL)
);
CREATE INDEX practice_of_employer ON practice (employer_id);
CREATE TRIGGER follow_merge BEFORE INSERT ON practice FOR EACH ROW EXECUTE FUNCTION follow_merge();
