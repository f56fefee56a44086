"""The SQL statements that change dossiers and write the decisions on them."""

from collections.abc import Sequence
from uuid import UUID

from services.eligibility.dossiers.rules.dossier import Dossier, NewDecision
from services.eligibility.dossiers.store.rows import DeciderRow, DossierRow, decider_of, dossier_of, row_of
from shared.kafka.marks import Marks, upsert_marks
from shared.outbox.append import OutboxRow, insert_outbox
from shared.postgres.database import Tx
from shared.postgres.rows import arrays, assignments, columns, unnest, width

DECIDERS_FROM = width(DossierRow) + 1
OUTBOX_FROM = DECIDERS_FROM + width(DeciderRow)
MARKS_FROM = OUTBOX_FROM + width(OutboxRow)

# One statement, so that a decision is never stored without being told; the outbox ids are drawn under the rows'
# locks, so for one dossier their order is that of its versions.
SAVE_DECISIONS = f"""
    WITH saved AS (
        INSERT INTO dossiers ({columns(DossierRow)})
        SELECT {columns(DossierRow)}
        FROM {unnest(DossierRow)}
        ON CONFLICT (manifestation_id) DO UPDATE
            SET {assignments(DossierRow, but=("manifestation_id", "opened_at"))}
            WHERE dossiers.version < excluded.version AND dossiers.judged_version <= excluded.judged_version
        RETURNING
            manifestation_id, version, judged_version, verdict, (published ->> 'judged_version')::bigint AS shown,
            coalesce((published ->> 'paper')::boolean, false) AS paper, reasons, rules_version, decided_by, decided_at
    ), remembered AS (
        INSERT INTO decisions (
            manifestation_id, version, judged_version, verdict, published_version, paper, reasons, rules_version,
            decided_by, decided_at, account_id
        )
        SELECT
            manifestation_id, version, judged_version, verdict, shown, paper, reasons, rules_version, decided_by,
            decided_at, account_id
        FROM saved
        JOIN {unnest(DeciderRow, first=DECIDERS_FROM, alias="decider")} USING (manifestation_id)
    ), told AS (
        {insert_outbox(first=OUTBOX_FROM, changed="saved", key="manifestation_id")}
    ), marked AS (
        {upsert_marks(first=MARKS_FROM)}
    )
    SELECT manifestation_id FROM saved
    """

LOCK_DOSSIERS = f"""
    SELECT {columns(DossierRow)}
    FROM dossiers
    WHERE manifestation_id = ANY($1::uuid[])
    ORDER BY manifestation_id
    FOR UPDATE
    """

LIST_AWAITING_REGISTER = f"""
    SELECT {columns(DossierRow)}
    FROM dossiers
    WHERE awaits_register
    ORDER BY random()
    LIMIT $1
    """


async def lock_dossiers(tx: Tx, manifestation_ids: Sequence[UUID]) -> dict[UUID, Dossier]:
    """Lock those that exist, in the order of their key, so that two batches never wait for each other in a circle."""
    dossiers = map(dossier_of, await tx.fetch(LOCK_DOSSIERS, manifestation_ids))
    return {dossier.manifestation_id: dossier for dossier in dossiers}


async def save_decisions(
    tx: Tx, decisions: Sequence[NewDecision], told: Sequence[OutboxRow], *, marks: Marks
) -> frozenset[UUID]:
    """Write dossiers, history, outbox and marks in one statement; each dossier at most once, sorted by key.

    Returns which were written, since what is known already, or was decided meanwhile, stays as it is.
    """
    rows = await tx.fetch(
        SAVE_DECISIONS,
        *arrays(DossierRow, [row_of(decision.dossier) for decision in decisions]),
        *arrays(DeciderRow, [decider_of(decision) for decision in decisions]),
        *arrays(OutboxRow, told),
        *marks.arrays(),
    )
    return frozenset(row["manifestation_id"] for row in rows)


async def list_awaiting_register(tx: Tx, *, limit: int) -> list[Dossier]:
    """Draw some of the dossiers that the register's answer may settle, at random; not locked.

    Oldest first would let a few numbers that the register chokes on stand before all others for ever.
    """
    return [dossier_of(row) for row in await tx.fetch(LIST_AWAITING_REGISTER, limit)]
