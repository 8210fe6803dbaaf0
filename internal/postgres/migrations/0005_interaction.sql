-- +goose Up
CREATE TABLE interaction (
    id              uuid PRIMARY KEY,
    channel         text NOT NULL CHECK (channel IN ('MEETING', 'CALL', 'EMAIL', 'VISIT', 'EVENT', 'SERVICE')),
    happened_on     date NOT NULL,
    themes          text[] NOT NULL DEFAULT '{}',
    summary         text NOT NULL,
    visibility      text NOT NULL CHECK (visibility IN ('SHARED', 'OWN_ORGANISATION')),
    state           text NOT NULL CHECK (state IN ('DRAFT', 'COMPLETE')),
    asked_for       boolean NOT NULL DEFAULT false,
    strategy_action text,
    organisation_id uuid NOT NULL REFERENCES organisation,
    user_id         uuid REFERENCES hub_user,
    version         integer NOT NULL DEFAULT 1,
    created_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT interaction_summary_given CHECK (summary <> '' AND length(summary) <= 20000)
);

-- happened_on, state and organisation_id stand here again, so that "who was in touch lately" is one index range.
CREATE TABLE interaction_employer (
    interaction_id  uuid NOT NULL REFERENCES interaction,
    employer_id     uuid NOT NULL REFERENCES employer,
    organisation_id uuid NOT NULL REFERENCES organisation,
    happened_on     date NOT NULL,
    state           text NOT NULL,
    PRIMARY KEY (interaction_id, employer_id)
);
CREATE INDEX interaction_employer_latest ON interaction_employer (employer_id, happened_on DESC, interaction_id DESC);

CREATE TABLE interaction_person (
    interaction_id uuid NOT NULL REFERENCES interaction,
    person_id      uuid NOT NULL REFERENCES person,
    PRIMARY KEY (interaction_id, person_id)
);
CREATE INDEX interaction_person_person ON interaction_person (person_id);

CREATE TABLE task (
    id              uuid PRIMARY KEY,
    title           text NOT NULL,
    employer_id     uuid REFERENCES employer,
    interaction_id  uuid REFERENCES interaction,
    assignee_id     uuid REFERENCES hub_user,
    -- Whose task it is; others do not see it.
    organisation_id uuid NOT NULL REFERENCES organisation,
    due_on          date NOT NULL,
    state           text NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'DONE', 'DROPPED')),
    closed_at       timestamptz,
    -- What made the task, when the hub did: the same source makes it once.
    source          text CONSTRAINT task_source_once UNIQUE,
    version         integer NOT NULL DEFAULT 1,
    created_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT task_title_given CHECK (title <> '' AND length(title) <= 300),
    CONSTRAINT task_closed_has_a_time CHECK ((state = 'OPEN') = (closed_at IS NULL))
);
CREATE INDEX task_assignee ON task (assignee_id, state, due_on, id);
CREATE INDEX task_employer ON task (employer_id, due_on, id);
CREATE INDEX task_organisation ON task (organisation_id, due_on, id);
CREATE INDEX task_interaction ON task (interaction_id) WHERE interaction_id IS NOT NULL;
