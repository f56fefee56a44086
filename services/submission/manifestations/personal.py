"""Use case: what manifestations keep of the person who registered them, given out and forgotten."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from services.submission.accounts.teams.membership import members_left, teams_of
from services.submission.manifestations.rules.access import is_alone
from services.submission.manifestations.rules.manifestation import Manifestation, changed
from services.submission.manifestations.rules.personal import without_person
from services.submission.manifestations.store.manifestations import update_manifestation
from services.submission.manifestations.store.personal import (
    forget_in_former,
    list_changes,
    list_registered,
    lock_touched,
)
from services.submission.manifestations.withdraw import withdraw
from shared.contracts.submission import MANIFESTATIONS
from shared.identity.caller import Caller
from shared.outbox.append import outbox_row
from shared.postgres.database import Tx


async def export_manifestations(tx: Tx, account_id: str) -> dict[str, list[dict[str, Any]]]:
    """Return what the account registered, whole, and what it did."""
    registered = await list_registered(tx, account_id)
    return {
        "manifestations": [msgspec.to_builtins(manifestation) for manifestation in registered],
        "ce_que_vous_avez_fait": await list_changes(tx, account_id),
    }


async def forget_person(
    tx: Tx, *, caller: Caller, email: str | None, name: str, take_back: bool, now: datetime
) -> None:
    """Take the person out of what they registered or changed.

    With ``take_back`` what nobody else looks after is withdrawn; else it stays, and the chamber of its region acts for
    the structure. Former versions that name the person lose every contact and what was said to the chamber alone.
    """
    account_id = UUID(caller.account_id)
    teams = [team.team_id for team in await teams_of(tx, account_id)]
    emptied = [team_id for team_id in teams if not await members_left(tx, team_id, account_id)]
    for manifestation in await lock_touched(tx, caller.account_id, emptied):
        alone = is_alone(manifestation, caller) or manifestation.team_id in emptied
        if alone and take_back:
            await withdraw(tx, manifestation, caller=caller, expected_version=manifestation.version, now=now)
        else:
            await _forget_contact(tx, manifestation, caller=caller, email=email, name=name, alone=alone, now=now)


async def _forget_contact(
    tx: Tx, manifestation: Manifestation, *, caller: Caller, email: str | None, name: str, alone: bool, now: datetime
) -> None:
    content = without_person(manifestation.content, email=email, name=name)
    note = None if alone else manifestation.note
    answers = {} if alone else manifestation.chamber_answers
    because = None if alone else manifestation.another_because
    appeal = None if alone else manifestation.appeal
    kept = replace(
        manifestation,
        content=content,
        note=note,
        chamber_answers=answers,
        another_because=because,
        appeal=appeal,
        appealed_decision=manifestation.appealed_decision if appeal else None,
    )
    if kept != manifestation:
        amended = replace(
            kept,
            version=manifestation.version + 1,
            state="amended",
            changed_by=caller.account_id,
            changed_as=caller.role,
            updated_at=now,
        )
        await update_manifestation(tx, amended, outbox_row(MANIFESTATIONS, changed(amended)))
        manifestation = amended
    mentioned = [word for word in (email, name) if word]
    await forget_in_former(tx, manifestation.id, but=manifestation.version, mentioned=mentioned, everything=alone)
