-- migrate:up
-- A mail for each cause, once. What it says is kept until it is sent, or shown to be impossible, and no longer.
CREATE TABLE mails (
    mail_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    kind text NOT NULL,
    cause text NOT NULL,
    account_id uuid,
    email text, -- where it goes to an address that need not have an account
    letter jsonb,
    state text NOT NULL DEFAULT 'waiting',
    good_until timestamptz,
    asked_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz,
    reply text, -- why an address takes no mail, without the address
    CONSTRAINT mails_one_for_a_cause UNIQUE (cause),
    CONSTRAINT mails_state_is_known CHECK (
        state IN ('waiting', 'sending', 'sent', 'bounced', 'expired', 'no_address', 'given_up')
    ),
    CONSTRAINT mails_go_to_somebody CHECK (num_nonnulls(account_id, email) = 1 OR ended_at IS NOT NULL),
    CONSTRAINT mails_ended_say_nothing CHECK (
        (state IN ('waiting', 'sending')) = (ended_at IS NULL)
        AND (ended_at IS NULL) = (letter IS NOT NULL)
        AND (ended_at IS NULL OR email IS NULL)
    )
);

COMMENT ON COLUMN mails.state IS
    'sending: handed to the mail server, whose answer did not come; it is sent again under the same Message-ID.';

CREATE INDEX mails_under_way ON mails (asked_at) WHERE ended_at IS NULL;
CREATE INDEX mails_ended ON mails (ended_at) WHERE ended_at IS NOT NULL;

-- migrate:down
