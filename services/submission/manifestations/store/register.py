"""The SQL of registering."""

from collections.abc import Mapping

import asyncpg

from services.submission.manifestations.rules.manifestation import Manifestation, Registered
from services.submission.manifestations.rules.whole import BecameAPart
from services.submission.manifestations.store.rows import INSERT_VERSION
from shared.idempotency.store import KeptAnswer, insert_kept_answers
from shared.jobs.enqueue import JobRow, insert_job
from shared.outbox.append import OutboxRow, insert_outbox
from shared.postgres.database import Tx
from shared.postgres.rows import columns, one_row, values, width

FIRST_OF_ANSWER = 1 + width(Registered)
FIRST_OF_OUTBOX = FIRST_OF_ANSWER + width(KeptAnswer)
ASKED = FIRST_OF_OUTBOX + width(OutboxRow)
FIRST_OF_JOB = ASKED + 1
FIRST_OF_SAID = FIRST_OF_ANSWER + width(OutboxRow)

SOMETHING_IS_NEAR, PART_OF_A_PART = "MS001", "MS002"
"""SQLSTATE of ours."""
REFERENCE_IS_TAKEN = "manifestations_external_id_names_one_per_owner"
"""Constraint."""

# One statement: the outbox id is drawn under the entity's row lock, so id order is commit order; and by itself it is
# all or nothing in a single round trip, so a registration that is refused leaves no answer behind.
INSERT = f"""
    WITH answered AS (
        {insert_kept_answers(first=FIRST_OF_ANSWER)}
    ), entity AS (
        INSERT INTO manifestations ({columns(Registered)})
        SELECT {columns(Registered)}
        FROM {one_row(Registered)}
        WHERE EXISTS (SELECT FROM answered)
            AND nothing_is_near(${ASKED}::boolean, edition::int, content)
            AND stays_whole(content)
        RETURNING {columns(Registered)}
    ), history AS (
        {INSERT_VERSION}
    ), told AS (
        {insert_outbox(first=FIRST_OF_OUTBOX, changed="entity", key="id", source=one_row)}
    )
    """
INSERT_AND_END = f"{INSERT} SELECT true FROM entity"
INSERT_WITH_JOB = f"""
    {INSERT}, asked AS (
        {insert_job(first=FIRST_OF_JOB, changed="entity", key="id")}
    )
    SELECT true FROM entity
    """

# Its reference guards against a second one, so no answer has to be kept; the program that sends it reads the answer,
# so no mail has to say that it was received.
INSERT_ALONE = f"""
    WITH entity AS (
        INSERT INTO manifestations ({columns(Registered)})
        SELECT {columns(Registered)}
        FROM {one_row(Registered)}
        WHERE stays_whole(content)
        RETURNING {columns(Registered)}
    ), history AS (
        {INSERT_VERSION}
    ), said AS (
        INSERT INTO said_by_partners (manifestation_id, said)
        SELECT id, ${FIRST_OF_SAID}::jsonb
        FROM entity
    )
    {insert_outbox(first=FIRST_OF_ANSWER, changed="entity", key="id", source=one_row)}
    """


async def insert_manifestation(
    tx: Tx, manifestation: Manifestation, answer: KeptAnswer, outbox: OutboxRow, job: JobRow | None, *, alone: bool
) -> bool | None:
    """Write it, its first version, what is told of it, what is answered and what is to be done; False for a repeat.

    None where it is to be written ``alone`` and something is near, on the same day in the same commune. Raises
    asyncpg's ``UniqueViolationError`` where its owner used the reference before, and ``BecameAPart``. In all three
    cases nothing is written.
    """
    rows = (*values(Registered, manifestation), *values(KeptAnswer, answer), *values(OutboxRow, outbox))
    try:
        if job is None:
            return bool(await tx.fetchval(INSERT_AND_END, *rows, alone))
        return bool(await tx.fetchval(INSERT_WITH_JOB, *rows, alone, *values(JobRow, job)))
    except asyncpg.PostgresError as error:
        if error.sqlstate == SOMETHING_IS_NEAR:
            return None
        _raise_part_of_a_part(error, manifestation)
        raise


async def insert_alone(tx: Tx, manifestation: Manifestation, said: Mapping[str, str], outbox: OutboxRow) -> None:
    """Write it, its first version, what its partner has said with it and what is told of it.

    Raises asyncpg's ``UniqueViolationError`` where its owner used the reference before, and ``BecameAPart``; then
    nothing is written.
    """
    try:
        await tx.execute(INSERT_ALONE, *values(Registered, manifestation), *values(OutboxRow, outbox), said)
    except asyncpg.PostgresError as error:
        _raise_part_of_a_part(error, manifestation)
        raise


def _raise_part_of_a_part(error: asyncpg.PostgresError, manifestation: Manifestation) -> None:
    if error.sqlstate == PART_OF_A_PART and manifestation.content.parent_id:
        raise BecameAPart(manifestation.content.parent_id) from error
