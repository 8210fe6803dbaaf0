-- +goose Up
-- Partners are listed by name and found by the beginnings of its words.
CREATE INDEX organisation_list ON organisation (lower(name) COLLATE "C", id);
CREATE INDEX organisation_word ON organisation USING gin (lower(name) gin_trgm_ops);
