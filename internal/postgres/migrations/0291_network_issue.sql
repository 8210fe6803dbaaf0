-- +goose Up
-- Challenges of the workforce that are raised in a network, at a meeting or between. state and since are those of the last step.
CREATE TABLE network_issue (
    id              uuid PRIMARY KEY,
    network_id      uuid NOT NULL REFERENCES network,
    meeting_id      uuid REFERENCES meeting,            -- null: between meetings
    employer_id     uuid REFERENCES employer,           -- null: the network as a whole
    title           text NOT NULL,
    details         text,
    theme           text NOT NULL,
    sector          text CHECK (sector BETWEEN 'A' AND 'U' AND length(sector) = 1),
    raised_on       date NOT NULL,
    owner_id        uuid REFERENCES hub_user,           -- who owns the response
    answer_by       date,
    state           text NOT NULL CHECK (state IN ('OPEN', 'IN_HAND', 'ANSWERED', 'DROPPED')),
    since           date NOT NULL,
    answer          text,                               -- to the network
    version         integer NOT NULL DEFAULT 1,
    CONSTRAINT network_issue_answered_with_words CHECK (state <> 'ANSWERED' OR answer IS NOT NULL)
);
CREATE INDEX network_issue_of_network ON network_issue (network_id, id);
CREATE INDEX network_issue_of_employer ON network_issue (employer_id) WHERE employer_id IS NOT NULL;
CREATE INDEX network_issue_of_meeting ON network_issue (meeting_id) WHERE meeting_id IS NOT NULL;
CREATE INDEX network_issue_of_owner ON network_issue (owner_id, answer_by) WHERE state IN ('OPEN', 'IN_HAND');
CREATE TRIGGER follow_merge BEFORE INSERT ON network_issue FOR EACH ROW EXECUTE FUNCTION follow_merge();

-- Every step of an issue, with the day from which it holds, and the answer or why.
CREATE TABLE network_issue_move (
    id          uuid PRIMARY KEY,
    issue_id    uuid NOT NULL REFERENCES network_issue,
    state       text NOT NULL,
    on_day      date NOT NULL,
    text        text,
    recorded_at timestamptz NOT NULL,                   -- business clock
    user_id     uuid REFERENCES hub_user                -- null: a program
);
CREATE INDEX network_issue_move_of ON network_issue_move (issue_id, id);

-- +goose StatementBegin
CREATE FUNCTION network_issue_move_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'steps of issues are never changed or deleted' USING CONSTRAINT = 'network_issue_move_stays';
END $$;
-- +goose StatementEnd
CREATE TRIGGER network_issue_move_stays BEFORE UPDATE OR DELETE ON network_issue_move FOR EACH ROW EXECUTE FUNCTION network_issue_move_stays();
