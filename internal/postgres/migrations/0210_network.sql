-- +goose Up
-- Networks of employers, and which employers their rule means from a day on.
CREATE TABLE network (
    id      uuid PRIMARY KEY,
    name    text NOT NULL CONSTRAINT network_name_once UNIQUE,
    about   text,
    version integer NOT NULL DEFAULT 1
);

CREATE TABLE network_rule (
    id            uuid PRIMARY KEY,
    network_id    uuid NOT NULL REFERENCES network,
    starts_on     date NOT NULL,
    min_headcount integer CHECK (min_headcount BETWEEN 1 AND 1000000), -- of the employer with its group; null: of any size
    in_rotherham  boolean NOT NULL,                                    -- with an open site in a Rotherham ward
    scheme        text REFERENCES scheme,                              -- holds an accreditation of it; null: of none
    CONSTRAINT network_rule_once UNIQUE (network_id, starts_on)
);

-- How an employer stands with a network. state, since and reason are those of its last move. After a merge an employer can have two,
-- with merge_id on the one that moved.
CREATE TABLE network_membership (
    id          uuid PRIMARY KEY,
    network_id  uuid NOT NULL REFERENCES network,
    employer_id uuid NOT NULL REFERENCES employer,
    state       text NOT NULL CHECK (state IN ('PROSPECT', 'INVITED', 'ACTIVE', 'PAUSED', 'DECLINED', 'LEFT')),
    since       date NOT NULL,
    reason      text,
    terms       text,               -- what was agreed
    renews_on   date,               -- when to agree it anew
    version     integer NOT NULL DEFAULT 1,
    merge_id    uuid REFERENCES employer_merge,
    CONSTRAINT network_membership_once UNIQUE NULLS NOT DISTINCT (network_id, employer_id, merge_id)
);
CREATE INDEX network_membership_of_employer ON network_membership (employer_id);
CREATE TRIGGER follow_merge BEFORE INSERT ON network_membership FOR EACH ROW EXECUTE FUNCTION follow_merge();

-- Every step of a membership, with the day from which it holds.
CREATE TABLE network_membership_move (
    id            uuid PRIMARY KEY,
    membership_id uuid NOT NULL REFERENCES network_membership,
    state         text NOT NULL,
    on_day        date NOT NULL,
    reason        text,
    recorded_at   timestamptz NOT NULL,               -- business clock
    user_id       uuid REFERENCES hub_user            -- null: a program
);
CREATE INDEX network_membership_move_of ON network_membership_move (membership_id, id);

-- +goose StatementBegin
CREATE FUNCTION network_membership_move_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'steps of memberships are never changed or deleted' USING CONSTRAINT = 'network_membership_move_stays';
END $$;
-- +goose StatementEnd
CREATE TRIGGER network_membership_move_stays BEFORE UPDATE OR DELETE ON network_membership_move FOR EACH ROW EXECUTE FUNCTION network_membership_move_stays();

-- Who speaks for a member, from which day to which. A day has one representative at most, and any number of deputies.
CREATE TABLE network_representative (
    id            uuid PRIMARY KEY,
    membership_id uuid NOT NULL REFERENCES network_membership,
    person_id     uuid NOT NULL REFERENCES person,
    seat          text NOT NULL CHECK (seat IN ('REPRESENTATIVE', 'DEPUTY')),
    since         date NOT NULL,
    until         date,             -- the last day
    CONSTRAINT network_representative_in_order CHECK (until >= since)
);
CREATE INDEX network_representative_of ON network_representative (membership_id, since);
CREATE INDEX network_representative_is ON network_representative (person_id);
CREATE UNIQUE INDEX network_representative_one ON network_representative (membership_id) WHERE seat = 'REPRESENTATIVE' AND until IS NULL;
CREATE UNIQUE INDEX network_deputy_once ON network_representative (membership_id, person_id) WHERE seat = 'DEPUTY' AND until IS NULL;

INSERT INTO network (id, name, about) VALUES (gen_random_uuid(), 'HR Director Network',
    'Heads of people of the largest employers in Rotherham, who tell the partners what the workforce needs and hear what became of it.');
INSERT INTO network_rule (id, network_id, starts_on, min_headcount, in_rotherham) SELECT gen_random_uuid(), id, '2026-01-01', 250, true FROM network;
