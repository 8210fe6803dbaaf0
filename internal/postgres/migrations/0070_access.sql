-- +goose Up
-- roles are what a user may do; group_roles are those of them that come from the groups of the sign-in provider, as of the last
-- sign-in. The others were given in the hub.
ALTER TABLE hub_user
    ADD COLUMN sign_in_subject text,
    ADD COLUMN group_roles text[] NOT NULL DEFAULT '{}' CONSTRAINT hub_user_group_roles_held CHECK (group_roles <@ roles),
    ADD COLUMN last_signed_in_at timestamptz;
CREATE UNIQUE INDEX hub_user_subject_once ON hub_user (sign_in_subject);
CREATE INDEX hub_user_admin ON hub_user (id) WHERE 'ADMIN' = ANY (roles) AND disabled_at IS NULL;

-- What a person sees of a session, and the proof that the sign-in provider wants when it is ended there too.
ALTER TABLE session
    ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid(),
    ADD COLUMN browser text NOT NULL DEFAULT '',
    ADD COLUMN id_token text;
CREATE UNIQUE INDEX session_id_once ON session (id);

-- Groups of the sign-in provider, and what their members are here. Without an organisation, members have to be users already.
CREATE TABLE sign_in_group (
    name            text PRIMARY KEY,
    organisation_id uuid CONSTRAINT sign_in_group_organisation REFERENCES organisation,
    roles           text[] NOT NULL CHECK (roles <@ ARRAY['ENGAGEMENT', 'PLACEMENTS', 'MANAGER', 'ANALYST', 'ADMIN'])
);

-- The log across records, the latest first, by each of its filters.
CREATE INDEX audit_latest ON audit (at DESC, id DESC);
CREATE INDEX audit_actor ON audit (actor_id, at DESC, id DESC);
CREATE INDEX audit_action ON audit (action COLLATE "C", at DESC, id DESC);
