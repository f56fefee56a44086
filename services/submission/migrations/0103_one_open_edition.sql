-- migrate:up
-- Who owns the editions sees to it; a copy may hear of two changes in either order.
CREATE UNIQUE INDEX editions_one_is_open ON editions (state) WHERE state = 'open';
ALTER TABLE editions ADD CONSTRAINT editions_state_is_known CHECK (state IN ('preparing', 'open', 'archived'));

-- migrate:down
