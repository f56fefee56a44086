"""Use case: judge again, by the rules of today, what earlier rules settled; or only say what that would change.

What a person decided is left alone, and so is what was withdrawn. What waits for the register is judged by the rules of
that day anyway.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from services.eligibility.criteria.version import RULES_VERSION
from services.eligibility.dossiers.judge import ToJudge, judge
from services.eligibility.dossiers.record import record
from services.eligibility.dossiers.rules.difference import Difference, difference
from services.eligibility.dossiers.store.reevaluated import list_settled_by_rules, read_settled_by_rules
from shared.observability.context import Cause
from shared.postgres.database import Database, Tx

BATCH_SIZE = 250

Progress = Callable[[int, int], None]
"""Is told how many dossiers were looked at, and of how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reevaluated:
    """What came out."""

    rules_version: str
    judged: int
    differences: list[Difference]


async def reevaluate(database: Database, *, edition: int, dry_run: bool, progress: Progress) -> Reevaluated:
    """Go through the dossiers of an edition, a few at a time: each batch is a transaction, so it can be begun again."""
    async with database.transaction(readonly=True) as tx:
        listed = await list_settled_by_rules(tx, edition=edition)
    judged = 0
    differences: list[Difference] = []
    for start in range(0, len(listed), BATCH_SIZE):
        batch = listed[start : start + BATCH_SIZE]
        async with database.transaction(readonly=dry_run) as tx:
            found = await _judge_again(tx, batch, dry_run=dry_run)
        judged += len(found)
        differences += [each for each in found if each]
        progress(start + len(batch), len(listed))
    return Reevaluated(rules_version=RULES_VERSION, judged=judged, differences=differences)


async def _judge_again(tx: Tx, manifestation_ids: Sequence[UUID], *, dry_run: bool) -> list[Difference | None]:
    dossiers = await read_settled_by_rules(tx, manifestation_ids, lock=not dry_run)
    to_judge = [
        ToJudge(
            manifestation=dossier.manifestation,
            answer=dossier.register_answer,
            previous=dossier,
            cause=Cause(correlation_id=dossier.correlation_id, traceparent=None),
        )
        for dossier in dossiers
    ]
    decisions = await judge(tx, to_judge)
    found = [difference(dossier, decision.dossier) for dossier, decision in zip(dossiers, decisions, strict=True)]
    if not dry_run:
        await record(tx, [decision for decision, differs in zip(decisions, found, strict=True) if differs])
    return found
