-- +goose Up
-- Courses that lead to work, such as bootcamps: of a provider, designed with employers, linked to what employers offer.
CREATE TABLE course (
    id            uuid PRIMARY KEY,
    provider_id   uuid NOT NULL REFERENCES provider,
    title         text NOT NULL,
    growth_sector text CHECK (growth_sector IN ('ADVANCED_MANUFACTURING', 'CLEAN_ENERGY', 'CREATIVE', 'DEFENCE', 'DIGITAL', 'FINANCIAL_SERVICES', 'LIFE_SCIENCES', 'PROFESSIONAL_SERVICES')),
    starts_on     date NOT NULL,
    ends_on       date NOT NULL,
    places        integer NOT NULL CHECK (places BETWEEN 1 AND 1000),
    completed     integer CHECK (completed >= 0),   -- how many completed it; null: not over, or nobody said
    recorded_at   timestamptz NOT NULL,             -- business clock
    version       integer NOT NULL DEFAULT 1,
    CONSTRAINT course_in_order CHECK (ends_on >= starts_on),
    CONSTRAINT course_completed_by_those_on_it CHECK (completed <= places)
);
CREATE INDEX course_by_start ON course (starts_on, id);
CREATE INDEX course_of_provider ON course (provider_id);

-- Employers that helped design a course.
CREATE TABLE course_employer (
    course_id   uuid NOT NULL REFERENCES course ON DELETE CASCADE,
    employer_id uuid NOT NULL REFERENCES employer,
    PRIMARY KEY (course_id, employer_id)
);
CREATE INDEX course_employer_of_employer ON course_employer (employer_id);
CREATE TRIGGER follow_merge BEFORE INSERT ON course_employer FOR EACH ROW EXECUTE FUNCTION follow_merge();

-- Opportunities that a course leads to.
CREATE TABLE course_opportunity (
    course_id      uuid NOT NULL REFERENCES course ON DELETE CASCADE,
    opportunity_id uuid NOT NULL REFERENCES opportunity,
    PRIMARY KEY (course_id, opportunity_id)
);
CREATE INDEX course_opportunity_of ON course_opportunity (opportunity_id);

-- How many were there on a day of a course: a count, and nobody's name.
CREATE TABLE course_attendance (
    course_id uuid NOT NULL REFERENCES course ON DELETE CASCADE,
    on_day    date NOT NULL,
    attended  integer NOT NULL CHECK (attended >= 0),
    PRIMARY KEY (course_id, on_day)
);
