"""The SQL of registering."""

from services.submission.manifestations.rules.manifestation import Manifestation, Registered
from services.submission.manifestations.store.rows import INSERT_VERSION
from shared.idempotency.store import KeptAnswer, insert_kept_answers
from shared.jobs.enqueue import JobRow, insert_job
from shared.outbox.append import OutboxRow, insert_outbox
from shared.postgres.database import Tx
from shared.postgres.rows import columns, one_row, values, width

FIRST_OF_ANSWER = 1 + width(Registered)
FIRST_OF_OUTBOX = FIRST_OF_ANSWER + width(KeptAnswer)
FIRST_OF_JOB = FIRST_OF_OUTBOX + width(OutboxRow)

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
        RETURNING {columns(Registered)}
    ), history AS (
        {INSERT_VERSION}
    ), told AS (
        {insert_outbox(first=FIRST_OF_OUTBOX, changed="entity", key="id", source=one_row)}
    ), asked AS (
        {insert_job(first=FIRST_OF_JOB, changed="entity", key="id")}
    )
    SELECT true FROM entity
    """


async def insert_manifestation(
    tx: Tx, manifestation: Manifestation, answer: KeptAnswer, outbox: OutboxRow, job: JobRow
) -> bool:
    """Write it, its first version, what is told of it, what is answered and what is to be done; False for a repeat.

    Raises asyncpg's ``UniqueViolationError`` where its owner used the reference before; then nothing is written.
    """
    written = await tx.fetchval(
        INSERT,
        *values(Registered, manifestation),
        *values(KeptAnswer, answer),
        *values(OutboxRow, outbox),
        *values(JobRow, job),
    )
    return bool(written)
