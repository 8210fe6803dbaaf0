-- +goose Up
-- In how many campaigns an employer may be asked within so many days; the latest row that has begun counts.
CREATE TABLE contact_budget (
    valid_from date PRIMARY KEY,
    campaigns  integer NOT NULL CHECK (campaigns > 0),
    days       integer NOT NULL CHECK (days > 0)
);
INSERT INTO contact_budget (valid_from, campaigns, days) VALUES ('2026-01-01', 2, 90);
