-- +goose Up
-- How long the hub waits for an answer to each kind of request, in working days from the day on which the person was first told of it: until they are
-- reminded once, until staff hear that nobody answered, and for how long it can be answered.
CREATE TABLE placement_request_rule (
    kind         text PRIMARY KEY,
    remind_after integer NOT NULL CHECK (remind_after > 0),
    due_after    integer NOT NULL CHECK (due_after >= remind_after),
    open_for     integer NOT NULL CHECK (open_for BETWEEN due_after AND 250)
);
INSERT INTO placement_request_rule (kind, remind_after, due_after, open_for) VALUES
    ('HOSTING_INTEREST', 5, 10, 60), ('SITE_CHECK', 5, 10, 60);

-- Something that is asked of a person at an employer about placements.
CREATE TABLE placement_request (
    id               uuid PRIMARY KEY,
    kind             text NOT NULL REFERENCES placement_request_rule,
    employer_id      uuid NOT NULL REFERENCES employer,
    person_id        uuid NOT NULL REFERENCES person,
    organisation_id  uuid NOT NULL REFERENCES organisation, -- who asks: messages go out in its name
    user_id          uuid REFERENCES hub_user,              -- who asked; null: a rule of the hub, or a program
    occurrence       text NOT NULL,                         -- what makes it the same again, so that it is asked once
    programme        text REFERENCES placement_programme,
    year             integer,
    site_id          uuid REFERENCES site,
    check_kind       text CHECK (check_kind IN ('EMPLOYERS_LIABILITY', 'RISK_ASSESSMENT', 'SAFEGUARDING_CONTACT')),
    asked_on         date NOT NULL,                         -- as are all days here: business clock
    from_on          date NOT NULL,                         -- the day from which it is asked; later than asked_on where it was put off
    due_on           date NOT NULL,                         -- after it staff hear that nobody answered
    ends_on          date NOT NULL,                         -- the last day on which it can be answered
    step             integer NOT NULL DEFAULT 0,            -- how many messages told of it since from_on
    tell_on          date,                                  -- when the next message is due; null: none is
    answered_at      timestamptz,
    withdrawn_at     timestamptz,
    withdrawn_reason text,
    CONSTRAINT placement_request_in_order CHECK (asked_on <= from_on AND from_on <= due_on AND due_on <= ends_on),
    CONSTRAINT placement_request_subject CHECK (CASE kind
        WHEN 'HOSTING_INTEREST' THEN programme IS NOT NULL AND year IS NOT NULL
        WHEN 'SITE_CHECK' THEN site_id IS NOT NULL AND check_kind IS NOT NULL
        ELSE true END),
    CONSTRAINT placement_request_withdrawn_for_a_reason CHECK ((withdrawn_at IS NULL) = (withdrawn_reason IS NULL)),
    CONSTRAINT placement_request_one_end CHECK (answered_at IS NULL OR withdrawn_at IS NULL)
);
CREATE UNIQUE INDEX placement_request_once ON placement_request (kind, employer_id, occurrence) WHERE withdrawn_at IS NULL;
CREATE INDEX placement_request_to_tell ON placement_request (tell_on) WHERE answered_at IS NULL AND withdrawn_at IS NULL AND tell_on IS NOT NULL;
CREATE INDEX placement_request_open ON placement_request (ends_on) WHERE answered_at IS NULL AND withdrawn_at IS NULL;
CREATE INDEX placement_request_of_person ON placement_request (person_id);
CREATE INDEX placement_request_of_employer ON placement_request (employer_id, id DESC);
CREATE TRIGGER follow_merge BEFORE INSERT ON placement_request FOR EACH ROW EXECUTE FUNCTION follow_merge();

-- A link in a message about requests leads to all that is asked of the person; the message says of which employer they were told.
ALTER TABLE personal_link DROP CONSTRAINT personal_link_purpose_check;
ALTER TABLE personal_link
    ADD CONSTRAINT personal_link_purpose_check CHECK (purpose IN ('DIAGNOSTIC', 'PHONE', 'ACCREDITATION', 'MEETING', 'PLACEMENT')),
    DROP CONSTRAINT personal_link_leads_somewhere,
    ADD CONSTRAINT personal_link_leads_somewhere CHECK (CASE
        WHEN purpose IN ('ACCREDITATION', 'PLACEMENT') THEN message_id IS NOT NULL AND invitation_id IS NULL
        WHEN purpose = 'MEETING' THEN invitation_id IS NULL
        ELSE invitation_id IS NOT NULL END);

-- What an employer said of hosting by answering a request.
ALTER TABLE hosting_interest ADD COLUMN placement_request_id uuid REFERENCES placement_request;
CREATE INDEX hosting_interest_request ON hosting_interest (placement_request_id) WHERE placement_request_id IS NOT NULL;
