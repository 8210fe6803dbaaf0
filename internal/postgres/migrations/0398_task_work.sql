-- +goose Up
-- Whose work a task is decides who sees and does it. What the checks of sites asked for is the work of placement staff; who holds such a task and may not
-- do it gives it back to their colleagues.
ALTER TABLE task ADD COLUMN work text NOT NULL DEFAULT 'ENGAGEMENT' CONSTRAINT task_work CHECK (work IN ('ENGAGEMENT', 'PLACEMENTS'));
UPDATE task SET work = 'PLACEMENTS' WHERE source LIKE 'sitecheck\_%:renewal' OR source LIKE 'placementrequest\_%:answer';
UPDATE task t SET assignee_id = NULL FROM hub_user u
WHERE t.work = 'PLACEMENTS' AND t.state = 'OPEN' AND u.id = t.assignee_id AND NOT u.roles && '{PLACEMENTS,MANAGER}';
