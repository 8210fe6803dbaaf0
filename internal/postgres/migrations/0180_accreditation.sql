-- +goose Up
-- Schemes that accredit employers, their levels, and the rules that hold from a day on. What is not known to have begun has no day.
CREATE TABLE scheme (
    code     text PRIMARY KEY,
    name     text NOT NULL,
    position smallint NOT NULL CONSTRAINT scheme_position_once UNIQUE
);

CREATE TABLE scheme_level (
    scheme text NOT NULL REFERENCES scheme,
    level  smallint NOT NULL CHECK (level BETWEEN 1 AND 9),
    name   text NOT NULL,
    PRIMARY KEY (scheme, level)
);

CREATE TABLE scheme_rule (
    id        uuid PRIMARY KEY,
    scheme    text NOT NULL,
    level     smallint NOT NULL,
    starts_on date,                 -- null: announced, and nobody knows from when
    months    smallint CHECK (months BETWEEN 1 AND 240), -- how long an award lasts; null: it does not run out, or nobody says
    renewable boolean NOT NULL,     -- false: it can only be moved up from
    in_order  boolean NOT NULL,     -- the level below comes first
    note      text,
    version   integer NOT NULL DEFAULT 1,
    FOREIGN KEY (scheme, level) REFERENCES scheme_level,
    CONSTRAINT scheme_rule_once UNIQUE NULLS NOT DISTINCT (scheme, level, starts_on)
);

INSERT INTO scheme (code, name, position) VALUES
    ('DISABILITY_CONFIDENT', 'Disability Confident', 1),
    ('REAL_LIVING_WAGE', 'Real Living Wage', 2),
    ('ARMED_FORCES_COVENANT', 'Armed Forces Covenant Employer Recognition', 3),
    ('MENOPAUSE_FRIENDLY', 'Menopause Friendly', 4),
    ('MINDFUL_EMPLOYER', 'Mindful Employer', 5),
    ('CARER_CONFIDENT', 'Carer Confident', 6),
    ('CARE_LEAVER_COVENANT', 'Care Leaver Covenant', 7);
INSERT INTO scheme_level (scheme, level, name) VALUES
    ('DISABILITY_CONFIDENT', 1, 'Committed'), ('DISABILITY_CONFIDENT', 2, 'Employer'), ('DISABILITY_CONFIDENT', 3, 'Leader'),
    ('REAL_LIVING_WAGE', 1, 'Accredited'),
    ('ARMED_FORCES_COVENANT', 1, 'Bronze'), ('ARMED_FORCES_COVENANT', 2, 'Silver'), ('ARMED_FORCES_COVENANT', 3, 'Gold'),
    ('MENOPAUSE_FRIENDLY', 1, 'Accredited'), ('MINDFUL_EMPLOYER', 1, 'Signed'), ('CARER_CONFIDENT', 1, 'Accredited'), ('CARE_LEAVER_COVENANT', 1, 'Signed');
INSERT INTO scheme_rule (id, scheme, level, starts_on, months, renewable, in_order, note)
SELECT gen_random_uuid(), scheme, level, starts_on::date, months, renewable, in_order, note FROM (VALUES
    ('DISABILITY_CONFIDENT', 1, '2016-11-02', 36, true, true, NULL),
    ('DISABILITY_CONFIDENT', 2, '2016-11-02', 36, true, true, NULL),
    ('DISABILITY_CONFIDENT', 3, '2016-11-02', 36, true, true, NULL),
    ('DISABILITY_CONFIDENT', 1, NULL, 24, false, true, 'Announced on 15 January 2026: two years, and no renewal at level 1. Its first day is not known yet.'),
    ('REAL_LIVING_WAGE', 1, '2011-01-01', 12, true, false, NULL),
    ('ARMED_FORCES_COVENANT', 1, '2014-01-01', NULL, true, true, NULL),
    ('ARMED_FORCES_COVENANT', 2, '2014-01-01', 60, true, true, NULL),
    ('ARMED_FORCES_COVENANT', 3, '2014-01-01', 60, true, true, NULL),
    ('MENOPAUSE_FRIENDLY', 1, '2017-01-01', NULL, true, false, NULL),
    ('MINDFUL_EMPLOYER', 1, '2004-01-01', NULL, true, false, NULL),
    ('CARER_CONFIDENT', 1, '2019-01-01', NULL, true, false, NULL),
    ('CARE_LEAVER_COVENANT', 1, '2018-01-01', NULL, true, false, NULL)
) AS rule (scheme, level, starts_on, months, renewable, in_order, note);

-- An award. Of one scheme an employer holds what was awarded last; earlier awards stay as its history.
CREATE TABLE accreditation (
    id          uuid PRIMARY KEY,
    employer_id uuid NOT NULL REFERENCES employer,
    scheme      text NOT NULL,
    level       smallint NOT NULL,
    reference   text,
    awarded_on  date NOT NULL,
    expires_on  date,               -- null: not known
    source      text NOT NULL CHECK (source IN ('EMPLOYER', 'CERTIFICATE', 'LIST')),
    listed_on   date,               -- the latest published list that named it
    verified_on date,
    verified_by uuid REFERENCES hub_user,
    ended_on    date,               -- given up or withdrawn before it ran out
    end_reason  text,
    recorded_at timestamptz NOT NULL,
    version     integer NOT NULL DEFAULT 1,
    FOREIGN KEY (scheme, level) REFERENCES scheme_level,
    CONSTRAINT accreditation_in_order CHECK (expires_on > awarded_on),
    CONSTRAINT accreditation_ended_with_reason CHECK ((ended_on IS NULL) = (end_reason IS NULL))
);
CREATE INDEX accreditation_of_employer ON accreditation (employer_id, scheme, awarded_on);
CREATE INDEX accreditation_by_expiry ON accreditation (scheme, coalesce(expires_on, 'infinity'), id);

-- How far an employer was on its way to a scheme before it had a level, from which day on.
CREATE TABLE accreditation_stage (
    id          uuid PRIMARY KEY,
    employer_id uuid NOT NULL REFERENCES employer,
    scheme      text NOT NULL REFERENCES scheme,
    stage       text NOT NULL CHECK (stage IN ('NOT_DISCUSSED', 'AWARE', 'WORKING_TOWARDS', 'APPLIED')),
    since       date NOT NULL,
    recorded_at timestamptz NOT NULL
);
CREATE INDEX accreditation_stage_of_employer ON accreditation_stage (employer_id, scheme, since, recorded_at);
CREATE INDEX accreditation_stage_by_day ON accreditation_stage (scheme, since, id);

CREATE TRIGGER follow_merge BEFORE INSERT ON accreditation FOR EACH ROW EXECUTE FUNCTION follow_merge();
CREATE TRIGGER follow_merge BEFORE INSERT ON accreditation_stage FOR EACH ROW EXECUTE FUNCTION follow_merge();
