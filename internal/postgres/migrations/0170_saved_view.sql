-- +goose Up
-- The list of employers as somebody set it, under a name: the query part of its address, which holds search, filter, order and columns.
CREATE TABLE saved_view (
    id              uuid PRIMARY KEY,
    organisation_id uuid NOT NULL REFERENCES organisation,
    user_id         uuid NOT NULL REFERENCES hub_user,
    name            text NOT NULL,
    name_key        text COLLATE "C" NOT NULL,
    address         text NOT NULL,
    shared          boolean NOT NULL,
    version         integer NOT NULL DEFAULT 1,
    CONSTRAINT saved_view_named CHECK (name <> '' AND length(name) <= 60),
    CONSTRAINT saved_view_address_short CHECK (length(address) <= 2000),
    CONSTRAINT saved_view_name_once UNIQUE (user_id, name_key)
);
CREATE INDEX saved_view_of_organisation ON saved_view (organisation_id, name_key, id);
