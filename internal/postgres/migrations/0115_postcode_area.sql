-- +goose Up
-- The investment area of a postcode, where a file says it; the Office for National Statistics has none.
ALTER TABLE postcode_directory ADD COLUMN investment_area text REFERENCES investment_area;
