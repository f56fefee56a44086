-- migrate:up
-- Who wants no reminders; the token is in their mails, so that one click without signing in is enough.
CREATE TABLE reminder_choices (
    account_id uuid PRIMARY KEY REFERENCES accounts (account_id),
    token uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
    refused_at timestamptz
);

ALTER TABLE mails
    DROP CONSTRAINT mails_state_is_known,
    ADD CONSTRAINT mails_state_is_known CHECK (
        state IN ('waiting', 'sending', 'sent', 'bounced', 'expired', 'no_address', 'given_up', 'declined')
    );

COMMENT ON COLUMN mails.state IS
    'sending: handed to the mail server, whose answer did not come; it is sent again under the same Message-ID. '
    'declined: a reminder to somebody who wants none.';

-- migrate:down
