"""The SQL of decisions that wait for the mail which gathers them."""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from services.submission.manifestations.rules.decisions import LastDecision
from services.submission.manifestations.rules.letters import as_a_mail_needs_it
from shared.contracts.submission import State
from shared.postgres.database import Tx

GATHER = """
    INSERT INTO decisions_gathered (reader, manifestation_id, version, decision)
    SELECT coalesce('team/' || team_id, 'account/' || owner_id), manifestation_id, heard.version, decision
    FROM unnest($1::uuid[], $2::bigint[], $3::jsonb[]) AS heard (manifestation_id, version, decision)
    JOIN manifestations ON manifestations.id = heard.manifestation_id
    WHERE by_program
    RETURNING reader, manifestation_id
    """

TAKE = """
    WITH taken AS (
        DELETE FROM decisions_gathered
        WHERE reader = $1
        RETURNING manifestation_id, version, decision
    )
    SELECT DISTINCT ON (manifestation_id) content ->> 'title' AS title, state, edition, decision
    FROM taken
    JOIN manifestations ON manifestations.id = manifestation_id
    WHERE state <> 'withdrawn'
    ORDER BY manifestation_id, taken.version DESC
    """


class Gathered(NamedTuple):
    """The last decision on a manifestation, with what a mail says of it."""

    title: str
    state: State
    edition: int
    decision: LastDecision


async def gather_decisions(tx: Tx, decisions: Sequence[LastDecision]) -> list[tuple[str, LastDecision]]:
    """Keep decisions on what programs and files registered; return these, each with who is to read it."""
    rows = await tx.fetch(
        GATHER,
        [decision.manifestation_id for decision in decisions],
        [decision.version for decision in decisions],
        [msgspec.Raw(msgspec.json.encode(as_a_mail_needs_it(decision))) for decision in decisions],
    )
    by_id = {decision.manifestation_id: decision for decision in decisions}
    return [(row["reader"], by_id[row["manifestation_id"]]) for row in rows]


async def take_gathered(tx: Tx, reader: str) -> list[Gathered]:
    """Delete what waits for a reader, and return the last decision on each manifestation that is not withdrawn."""
    return [
        Gathered(row["title"], row["state"], row["edition"], msgspec.convert(row["decision"], LastDecision))
        for row in await tx.fetch(TAKE, reader)
    ]
