-- +goose Up
-- What an employer committed itself to, mostly a major investor: so many of something, or so much money, by a day.
CREATE TABLE commitment (
    id          uuid PRIMARY KEY,
    employer_id uuid NOT NULL REFERENCES employer,
    area        text REFERENCES investment_area,    -- null: of no area
    kind        text NOT NULL CHECK (kind IN ('SCHOOL_ENCOUNTERS', 'APPRENTICESHIP_STARTS', 'PLACEMENTS', 'MONEY', 'EQUIPMENT', 'VOLUNTEERING')),
    about       text NOT NULL,
    quantity    bigint NOT NULL CHECK (quantity > 0), -- pupil places, apprenticeships, placements, hours; of money and equipment pence
    made_on     date NOT NULL,
    due_on      date NOT NULL,
    reference   text,                               -- of the contract
    note        text,
    recorded_at timestamptz NOT NULL,               -- business clock
    version     integer NOT NULL DEFAULT 1,
    CONSTRAINT commitment_in_order CHECK (due_on >= made_on)
);
CREATE INDEX commitment_by_due ON commitment (due_on, id);
CREATE INDEX commitment_of_employer ON commitment (employer_id, due_on, id);
CREATE TRIGGER follow_merge BEFORE INSERT ON commitment FOR EACH ROW EXECUTE FUNCTION follow_merge();

-- Records that deliver a commitment; each delivers one at most.
CREATE TABLE commitment_link (
    commitment_id       uuid NOT NULL REFERENCES commitment ON DELETE CASCADE,
    school_encounter_id uuid REFERENCES school_encounter ON DELETE CASCADE CONSTRAINT commitment_link_encounter_once UNIQUE,
    apprenticeship_id   uuid REFERENCES apprenticeship ON DELETE CASCADE CONSTRAINT commitment_link_apprenticeship_once UNIQUE,
    CONSTRAINT commitment_link_to_one CHECK (num_nonnulls(school_encounter_id, apprenticeship_id) = 1)
);
CREATE INDEX commitment_link_of ON commitment_link (commitment_id);

-- What shows that a commitment was delivered, where no record does. It counts once another person verified it.
CREATE TABLE commitment_evidence (
    id            uuid PRIMARY KEY,
    commitment_id uuid NOT NULL REFERENCES commitment ON DELETE CASCADE,
    quantity      bigint NOT NULL CHECK (quantity > 0), -- in the unit of the commitment
    on_day        date NOT NULL,
    description   text NOT NULL,
    entered_by    uuid NOT NULL REFERENCES hub_user,
    entered_at    timestamptz NOT NULL,             -- business clock
    verified_by   uuid REFERENCES hub_user,
    verified_at   timestamptz,                      -- business clock
    CONSTRAINT commitment_evidence_verified_by_another CHECK (verified_by <> entered_by),
    CONSTRAINT commitment_evidence_verified CHECK ((verified_by IS NULL) = (verified_at IS NULL))
);
CREATE INDEX commitment_evidence_of ON commitment_evidence (commitment_id);

-- What an area or a sector needs, and what is to be done about it.
CREATE TABLE area_plan (
    id              uuid PRIMARY KEY,
    title           text NOT NULL,
    area            text REFERENCES investment_area,
    growth_sector   text CHECK (growth_sector IN ('ADVANCED_MANUFACTURING', 'CLEAN_ENERGY', 'CREATIVE', 'DEFENCE', 'DIGITAL', 'FINANCIAL_SERVICES', 'LIFE_SCIENCES', 'PROFESSIONAL_SERVICES')),
    status          text NOT NULL CHECK (status IN ('DRAFT', 'AGREED', 'UNDER_WAY', 'COMPLETED', 'SET_ASIDE')),
    owner_id        uuid NOT NULL REFERENCES organisation,
    starts_on       date NOT NULL,
    review_on       date,                           -- when it is looked at again; null: nobody said
    needs           text NOT NULL,                  -- shared by employers, as diagnostics show them
    recommendations text,
    contributors    text,                           -- employers, investors, intermediaries, providers, communities
    transport       text,                           -- barriers
    childcare       text,
    recorded_at     timestamptz NOT NULL,           -- business clock
    version         integer NOT NULL DEFAULT 1,
    CONSTRAINT area_plan_of_something CHECK (area IS NOT NULL OR growth_sector IS NOT NULL),
    CONSTRAINT area_plan_in_order CHECK (review_on >= starts_on)
);
CREATE INDEX area_plan_by_start ON area_plan (starts_on, id);
