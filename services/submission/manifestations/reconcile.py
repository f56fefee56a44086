"""Use case: after a restore, what the topic alone still knows of manifestations is taken over from it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import asyncpg

from services.submission.manifestations.rules.manifestation import Manifestation, changed, taken_back
from services.submission.manifestations.store.forgotten import (
    LIST_KNOWN,
    insert_versions,
    lock_manifestation,
    upsert_manifestation,
)
from services.submission.manifestations.store.manifestations import forget_contact
from services.submission.manifestations.store.register import REFERENCE_IS_TAKEN
from shared.contracts.submission import MANIFESTATIONS, ManifestationChanged, State
from shared.contracts.vocabulary import known
from shared.kafka.records import Received
from shared.outbox.append import outbox_row
from shared.outbox.numbered import NumberedStream, Outcome, Reconciled, unknown_to
from shared.outbox.reconcile import next_version
from shared.postgres.database import Tx


def numbered_manifestations() -> NumberedStream[ManifestationChanged]:
    """Return the stream of what organisers registered."""
    return NumberedStream(
        stream=MANIFESTATIONS,
        find_unknown=unknown_to(LIST_KNOWN, at=lambda event: event.changed_at),
        reconcile=reconcile_manifestation,
    )


async def reconcile_manifestation(tx: Tx, forgotten: Sequence[Received[ManifestationChanged]]) -> Reconciled:
    """Take the last state over, unless its organiser has changed it since the restore: then that holds.

    Where its reference was given to another one meanwhile, it is withdrawn: its organiser has registered it again.
    """
    events = [item.event for item in forgotten if item.event]
    last = events[-1]
    present = await lock_manifestation(tx, last.manifestation_id)
    version = next_version(present.version if present else None, forgotten)
    outcome: Outcome = "adopted"
    if present and present.version >= events[0].version:
        outcome, restored = "raised", present
    else:
        restored = _as_told(events, present)
    state: State = "withdrawn" if restored.state == "withdrawn" else "amended"
    restored = replace(restored, version=version, state=state, updated_at=datetime.now(UTC))
    try:
        async with tx.transaction():
            await _write(tx, restored)
    except asyncpg.UniqueViolationError as error:
        if error.constraint_name != REFERENCE_IS_TAKEN:
            raise
        outcome = "taken_back"
        await _write(tx, taken_back(restored))
    await insert_versions(tx, events)
    if state == "withdrawn" or outcome == "taken_back":
        await forget_contact(tx, restored.id)
    return Reconciled(key=str(last.manifestation_id), version=version, outcome=outcome)


async def _write(tx: Tx, manifestation: Manifestation) -> None:
    await upsert_manifestation(tx, manifestation, outbox_row(MANIFESTATIONS, changed(manifestation)))


def _as_told(events: Sequence[ManifestationChanged], present: Manifestation | None) -> Manifestation:
    last = events[-1]
    return Manifestation(
        id=last.manifestation_id,
        version=last.version,
        state=known(last.state, State, "amended"),
        edition=last.edition,
        region_code=last.region_code,
        organiser=last.organiser,
        content=last.content,
        external_id=last.external_id,
        note=last.note,
        chamber_answers=last.chamber_answers,
        owner_id=last.owner,
        # Which team is not told: whoever has it now keeps it, unless it was handed over meanwhile.
        team_id=present.team_id if present and present.owner_id == last.owner else None,
        changed_by=None,
        changed_as=None,
        created_at=present.created_at if present else events[0].changed_at,
        updated_at=last.changed_at,
        another_because=last.another_because,
        appeal=last.appeal,
        appealed_decision=last.appealed_decision,
    )
