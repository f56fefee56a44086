"""Use case: have what a partner has, under its own references; the same again changes nothing."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Final
from uuid import UUID

import asyncpg

from services.submission.manifestations.amend import amend
from services.submission.manifestations.bodies.saying import said_in
from services.submission.manifestations.errors import AlreadyWithdrawn, ExternalIdTaken, ManifestationUnknown
from services.submission.manifestations.ownership import team_to_register_for
from services.submission.manifestations.plan import plan
from services.submission.manifestations.rules.manifestation import Manifestation, changed
from services.submission.manifestations.rules.references import ReferenceBusy, ReferenceTwice
from services.submission.manifestations.rules.sync import Kept, Known, Plan, Sent
from services.submission.manifestations.store.manifestations import find_manifestation
from services.submission.manifestations.store.references import (
    list_by_reference,
    list_last_by,
    list_said,
    upsert_said,
)
from services.submission.manifestations.store.register import REFERENCE_IS_TAKEN, insert_alone
from services.submission.manifestations.twins import refuse_twins
from services.submission.manifestations.whole import require_whole
from services.submission.manifestations.withdraw import withdraw
from services.submission.pictures.require import require_picture
from shared.contracts.content import Content
from shared.contracts.submission import MANIFESTATIONS, EditionChanged
from shared.errors import DomainError, VersionChanged
from shared.identity.caller import Caller
from shared.outbox.append import outbox_row
from shared.postgres.database import Database, Tx

TRIES: Final = 3


async def keep_all(
    database: Database,
    items: Sequence[Sent | DomainError],
    *,
    caller: Caller,
    edition: EditionChanged,
    now: datetime,
    rehearsal: bool = False,
) -> list[Kept]:
    """Keep each by itself, in their order, and say what became of it; a rehearsal writes nothing.

    What was refused before it came here is passed through. An error that is nobody's refusal ends it in the middle:
    sent again, what was kept is found unchanged.
    """
    references = [item.reference for item in items if isinstance(item, Sent)]
    known = await find_known(database, caller, edition.year, references)
    first_at: dict[str, int] = {}
    kept = []
    for position, item in enumerate(items):
        # Where nothing changes there is nothing to wait for, and others have requests too.
        await asyncio.sleep(0)
        if isinstance(item, DomainError):
            kept.append(Kept(reference=None, outcome="refused", refusal=item))
        elif (first := first_at.setdefault(item.reference, position)) != position:
            twice = ReferenceTwice(item.reference, first)
            kept.append(Kept(reference=item.reference, outcome="refused", refusal=twice))
        else:
            there = known.get(item.reference)
            try:
                done = await keep(database, item, there, caller=caller, edition=edition, now=now, rehearsal=rehearsal)
            except DomainError as refusal:
                present = there.present if there else None
                done = Kept(reference=item.reference, outcome="refused", manifestation=present, refusal=refusal)
            kept.append(done)
    return kept


async def keep(
    database: Database,
    sent: Sent,
    known: Known | None,
    *,
    caller: Caller,
    edition: EditionChanged,
    now: datetime,
    rehearsal: bool = False,
) -> Kept:
    """Register what is new, amend what has changed, withdraw what is withdrawn, and leave the rest as it is.

    ``known`` is what ``find_known`` told. What somebody else corrected meanwhile stays, where the partner has not
    changed the same since. Raises the ``DomainError`` by which it is refused; nothing is written then.
    """
    for _ in range(TRIES):
        planned = plan(sent, known, caller=caller, edition=edition, now=now)
        if planned.outcome == "created" and planned.manifestation:
            async with database.autocommit(wakes=False) as connection:
                await _require(connection, planned.manifestation.content, planned.manifestation, caller)
                await refuse_twins(connection, planned.manifestation, caller)
        elif planned.registration and planned.manifestation and planned.outcome == "changed":
            async with database.autocommit(wakes=False) as connection:
                present = planned.manifestation
                await _require(
                    connection, planned.registration.content, present, caller, former=present.content.parent_id
                )
        if rehearsal or planned.outcome == "unchanged":
            return _kept(sent, planned, planned.manifestation)
        # Whoever was faster is looked at, and the plan made anew.
        with suppress(VersionChanged, AlreadyWithdrawn, ExternalIdTaken):
            return _kept(sent, planned, await _carry_out(database, planned, caller, now))
        known = (await find_known(database, caller, edition.year, [sent.reference])).get(sent.reference)
    raise ReferenceBusy(sent.reference)


async def find_known(database: Database, caller: Caller, edition: int, references: Sequence[str]) -> dict[str, Known]:
    """Return what stands under references of the caller."""
    async with database.transaction(readonly=True) as tx:
        found = await list_by_reference(tx, caller.account_id, edition, references)
        ids = [each.id for each in found.values()]
        said = await list_said(tx, ids) if ids else {}
        # What was registered in another way, and what a restore forgot.
        unsaid = [each.id for each in found.values() if each.id not in said and each.changed_by != caller.account_id]
        former = await list_last_by(tx, caller.account_id, unsaid) if unsaid else {}
    return {
        reference: Known(
            present=present,
            said=said.get(present.id) or said_in(replace(present, **former.get(present.id, {}))),
        )
        for reference, present in found.items()
    }


async def _require(
    tx: Tx, content: Content, manifestation: Manifestation, caller: Caller, *, former: UUID | None = None
) -> None:
    """Refuse what names something that is not there; what it is part of already, ``former``, may have left since."""
    await require_picture(tx, content.image, manifestation.id)
    if content.parent_id != former:
        await require_whole(tx, content.parent_id, manifestation.id, edition=manifestation.edition, caller=caller)


async def _carry_out(database: Database, planned: Plan, caller: Caller, now: datetime) -> Manifestation:
    manifestation = planned.manifestation
    if manifestation is None:
        raise ManifestationUnknown
    if planned.outcome == "created":
        team_id = await team_to_register_for(database, caller, manifestation.organiser)
        manifestation = replace(manifestation, team_id=team_id)
        return await _register(database, manifestation, planned.said)
    async with database.transaction() as tx:
        if planned.registration is None:
            await withdraw(tx, manifestation, caller=caller, expected_version=manifestation.version, now=now)
        else:
            await amend(
                tx,
                manifestation,
                planned.registration,
                caller=caller,
                expected_version=manifestation.version,
                now=now,
            )
            await upsert_said(tx, manifestation.id, planned.said)
        return await _written(tx, manifestation)


async def _register(database: Database, manifestation: Manifestation, said: Mapping[str, str]) -> Manifestation:
    try:
        async with database.autocommit() as connection:
            await insert_alone(connection, manifestation, said, outbox_row(MANIFESTATIONS, changed(manifestation)))
    except asyncpg.UniqueViolationError as error:
        if error.constraint_name != REFERENCE_IS_TAKEN:
            raise
        raise ExternalIdTaken(str(manifestation.external_id), manifestation.id) from error
    return manifestation


async def _written(tx: Tx, manifestation: Manifestation) -> Manifestation:
    found = await find_manifestation(tx, manifestation.id)
    if found is None:
        raise ManifestationUnknown
    return found


def _kept(sent: Sent, planned: Plan, manifestation: Manifestation | None) -> Kept:
    return Kept(reference=sent.reference, outcome=planned.outcome, manifestation=manifestation, doubts=planned.doubts)
