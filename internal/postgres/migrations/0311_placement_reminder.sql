-- +goose Up
-- When coordinators hear of what comes: so many working days before its day. Of a review that is half the way of a placement, of one to complete
-- its last day.
CREATE TABLE placement_reminder (
    rule         text PRIMARY KEY CHECK (rule IN ('placement.start', 'placement.review', 'placement.completion', 'placement.check', 'opportunity.check', 'opportunity.unfilled')),
    working_days integer NOT NULL CHECK (working_days BETWEEN 0 AND 250)
);
INSERT INTO placement_reminder (rule, working_days) VALUES
    ('placement.start', 5), ('placement.review', 0), ('placement.completion', 0), ('placement.check', 20), ('opportunity.check', 20), ('opportunity.unfilled', 10);
CREATE INDEX placement_running ON placement (ends_on) WHERE state = 'STARTED';
CREATE INDEX site_check_running_out ON site_check (expires_on) WHERE expires_on IS NOT NULL;
