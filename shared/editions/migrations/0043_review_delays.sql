-- migrate:up
ALTER TABLE editions ADD COLUMN review_delays jsonb NOT NULL DEFAULT
    '{"remind": 3, "escalate": 7, "hurry": 10, "hurried_remind": 1, "hurried_escalate": 2}';
ALTER TABLE editions ALTER COLUMN review_delays DROP DEFAULT;

-- migrate:down
