-- +goose Up
-- What the hub knew of the group's headcount when a subsidy was agreed, and why the number that was agreed with is another one.
ALTER TABLE subsidy
    ADD COLUMN known_headcount integer,                            -- null: nothing was known
    ADD COLUMN headcount_reason text;
