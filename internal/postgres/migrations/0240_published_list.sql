-- +goose Up
-- A list of accredited employers that a scheme publishes, as it was taken in.
CREATE TABLE published_list (
    id          uuid PRIMARY KEY,
    scheme      text NOT NULL REFERENCES scheme,
    listed_on   date NOT NULL,                 -- the day of the list
    file_name   text NOT NULL,
    digest      bytea NOT NULL,                -- of what its rows say, in whatever order
    state       text NOT NULL CHECK (state IN ('MATCHING', 'PREVIEWED', 'APPLYING', 'APPLIED', 'UNDOING', 'UNDONE', 'DISCARDED', 'FAILED')),
    previous_id uuid REFERENCES published_list, -- the list of the scheme that it is compared with
    failure     text,
    overwrite   boolean NOT NULL DEFAULT false, -- undoing sets back what was edited since, too
    undone      integer NOT NULL DEFAULT 0,
    kept        integer NOT NULL DEFAULT 0,     -- awards that undoing left as they are
    started_by  uuid REFERENCES hub_user,
    started_at  timestamptz NOT NULL,           -- business clock
    finished_at timestamptz,                    -- business clock; when it was applied
    worked_at   timestamptz NOT NULL DEFAULT clock_timestamp() -- when a worker last took a step
);
CREATE INDEX published_list_of_scheme ON published_list (scheme, id);
CREATE UNIQUE INDEX published_list_one_open ON published_list (scheme) WHERE state IN ('MATCHING', 'PREVIEWED', 'APPLYING', 'UNDOING');

CREATE TABLE published_list_row (
    list_id      uuid NOT NULL REFERENCES published_list,
    line         integer NOT NULL,
    name         text NOT NULL,
    town         text NOT NULL,
    postcode     text NOT NULL,
    sector       text NOT NULL,
    region       text NOT NULL,
    level        smallint NOT NULL,             -- 0: it names none that the scheme has
    row_key      text NOT NULL,                 -- the name and the place, as the next list says them too
    outcome      text NOT NULL CHECK (outcome IN ('WAITING', 'MATCHED', 'UNSURE', 'UNMATCHED', 'IGNORED', 'REPEATED', 'REJECTED')),
    employer_id  uuid REFERENCES employer,
    score        double precision,
    candidates   jsonb NOT NULL DEFAULT '[]',   -- who it may be, the likeliest first, with score and reasons
    note         text,
    change       text CHECK (change IN ('NEW', 'SAME', 'MOVED_UP', 'MOVED_DOWN')),
    level_before smallint,
    effect       text CHECK (effect IN ('MADE', 'CONFIRMED', 'NONE')),
    applied      boolean NOT NULL DEFAULT false,
    decided_by   text,
    decided_at   timestamptz,                   -- business clock
    PRIMARY KEY (list_id, line)
);
CREATE INDEX published_list_row_key ON published_list_row (list_id, row_key);
CREATE INDEX published_list_row_employer ON published_list_row (employer_id, list_id) WHERE employer_id IS NOT NULL;
CREATE INDEX published_list_row_outcome ON published_list_row (list_id, outcome, line);

-- What a list did to awards: as they were before (null: it made the award) and as it left them.
CREATE TABLE published_list_award (
    list_id          uuid NOT NULL REFERENCES published_list,
    accreditation_id uuid NOT NULL,             -- may be removed since
    line             integer NOT NULL,
    before           jsonb,
    after            jsonb NOT NULL,
    undone           boolean NOT NULL DEFAULT false,
    kept             boolean NOT NULL DEFAULT false,
    PRIMARY KEY (list_id, accreditation_id)
);
CREATE INDEX published_list_award_left ON published_list_award (list_id, accreditation_id) WHERE NOT undone AND NOT kept;

-- Whom somebody decided a row to be about, or (null) that it is about nobody here; for the next list.
CREATE TABLE published_list_decision (
    scheme      text NOT NULL REFERENCES scheme,
    row_key     text NOT NULL,
    employer_id uuid REFERENCES employer,
    PRIMARY KEY (scheme, row_key)
);

CREATE TRIGGER follow_merge BEFORE INSERT ON published_list_row FOR EACH ROW EXECUTE FUNCTION follow_merge();
CREATE TRIGGER follow_merge BEFORE INSERT ON published_list_decision FOR EACH ROW EXECUTE FUNCTION follow_merge();
CREATE INDEX published_list_row_to_apply ON published_list_row (list_id, line) WHERE outcome = 'MATCHED' AND NOT applied;
