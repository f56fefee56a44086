"""The SQL of mails."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Literal, NamedTuple
from uuid import UUID

import msgspec

from services.submission.notices.rules.letter import Letter
from shared.postgres.database import Tx

Ending = Literal["sent", "bounced", "expired", "no_address", "declined"]
GIVEN_UP_DAYS = 30
FORGOTTEN_DAYS = 1100
GIVE_UP = """
    UPDATE mails
    SET state = 'given_up', ended_at = now(), letter = NULL, email = NULL
    WHERE ended_at IS NULL
    """


class Mail(NamedTuple):
    """A mail that is to be sent."""

    mail_id: UUID
    kind: str
    account_id: UUID | None
    email: str | None
    letter: Letter
    expired: bool


async def insert_mail(
    tx: Tx, letter: Letter, *, to: UUID | str, kind: str, cause: str, good_for: timedelta | None
) -> UUID | None:
    """Write a mail; None where its cause has one."""
    written: UUID | None = await tx.fetchval(
        """
        INSERT INTO mails (kind, cause, account_id, email, letter, good_until)
        VALUES ($1, $2, $3, $4, $5::jsonb, now() + $6::interval)
        ON CONFLICT ON CONSTRAINT mails_one_for_a_cause DO NOTHING
        RETURNING mail_id
        """,
        kind,
        cause,
        to if isinstance(to, UUID) else None,
        to if isinstance(to, str) else None,
        letter,
        good_for,
    )
    return written


async def list_causes_that_begin(tx: Tx, beginning: str) -> list[str]:
    """List the causes that begin so, of mails that were not found to be impossible."""
    rows = await tx.fetch(
        "SELECT cause FROM mails WHERE starts_with(cause, $1) AND state IN ('waiting', 'sending', 'sent')", beginning
    )
    return [row["cause"] for row in rows]


async def lock_mail(tx: Tx, mail_id: UUID) -> Mail | None:
    """Return a mail that has not ended, None where it has."""
    row = await tx.fetchrow(
        """
        SELECT mail_id, kind, account_id, email, letter, coalesce(good_until < now(), false) AS expired
        FROM mails
        WHERE mail_id = $1 AND ended_at IS NULL
        FOR UPDATE
        """,
        mail_id,
    )
    if row is None:
        return None
    return Mail(
        mail_id=row["mail_id"],
        kind=row["kind"],
        account_id=row["account_id"],
        email=row["email"],
        letter=msgspec.convert(row["letter"], Letter),
        expired=row["expired"],
    )


async def mark_sending(tx: Tx, mail_id: UUID) -> None:
    """Say that the mail server may have it from now on."""
    await tx.execute("UPDATE mails SET state = 'sending' WHERE mail_id = $1 AND ended_at IS NULL", mail_id)


async def mark_waiting(tx: Tx, mail_id: UUID) -> None:
    """Say that the mail server has it not: it has answered so."""
    await tx.execute("UPDATE mails SET state = 'waiting' WHERE mail_id = $1 AND ended_at IS NULL", mail_id)


async def end_mail(tx: Tx, mail_id: UUID, state: Ending, *, reply: str | None = None) -> None:
    """Say what became of it, and forget what it said and to which address."""
    await tx.execute(
        """
        UPDATE mails
        SET state = $2, ended_at = now(), letter = NULL, email = NULL, reply = $3
        WHERE mail_id = $1 AND ended_at IS NULL
        """,
        mail_id,
        state,
        reply,
    )


async def forget_old(tx: Tx) -> None:
    """Forget what mails say that nobody could send for a month, and that there were any after three years."""
    await tx.execute(f"{GIVE_UP} AND asked_at < now() - make_interval(days => $1)", GIVEN_UP_DAYS)
    await tx.execute("DELETE FROM mails WHERE ended_at < now() - make_interval(days => $1)", FORGOTTEN_DAYS)


async def give_up_mails(tx: Tx, causes: Sequence[str]) -> None:
    """Give up those of these mails that have not ended, and forget what they say."""
    await tx.execute(f"{GIVE_UP} AND cause = ANY($1::text[])", causes)


async def forget_mails(tx: Tx, account_id: UUID, *, email: str | None) -> None:
    """Give up what waits to be sent to somebody, and what is too late for anybody and may name them."""
    await tx.execute(
        f"{GIVE_UP} AND (account_id = $1 OR lower(email) = lower($2) OR good_until < now())", account_id, email
    )


async def lock_choice(tx: Tx, account_id: UUID) -> tuple[UUID, bool]:
    """Return the token of somebody's link, drawn now where there is none yet, and whether they decline reminders."""
    [row] = await tx.fetch(
        """
        INSERT INTO reminder_choices (account_id)
        VALUES ($1)
        ON CONFLICT (account_id) DO UPDATE SET token = reminder_choices.token
        RETURNING token, refused_at IS NOT NULL AS refused
        """,
        account_id,
    )
    return row["token"], row["refused"]


async def find_choice(tx: Tx, token: UUID) -> bool | None:
    """Return whether reminders are declined, None for a token that nobody has."""
    refused: bool | None = await tx.fetchval(
        "SELECT refused_at IS NOT NULL FROM reminder_choices WHERE token = $1", token
    )
    return refused


async def save_choice(tx: Tx, token: UUID, *, refused: bool) -> bool:
    """Write it; False for a token that nobody has."""
    statement = """
        UPDATE reminder_choices
        SET refused_at = CASE WHEN $2 THEN coalesce(refused_at, now()) END
        WHERE token = $1
        RETURNING true
        """
    return bool(await tx.fetchval(statement, token, refused))


async def delete_choice(tx: Tx, account_id: UUID) -> None:
    """Forget what somebody chose, and their link."""
    await tx.execute("DELETE FROM reminder_choices WHERE account_id = $1", account_id)


async def export_choice(tx: Tx, account_id: UUID) -> dict[str, Any]:
    """Return what somebody chose; the link is left out."""
    refused_at = await tx.fetchval("SELECT refused_at FROM reminder_choices WHERE account_id = $1", account_id)
    return {"rappels_refuses_le": refused_at}
