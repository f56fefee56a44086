-- migrate:up
-- A record of some kilobytes fits its page; to press it together first costs more than to write it.
ALTER TABLE outbox SET (toast_tuple_target = 8160);
ALTER TABLE event_log SET (toast_tuple_target = 8160);

-- migrate:down
