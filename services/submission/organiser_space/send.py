"""Use case: register what somebody has filled in, once however often it is sent."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from services.submission.drafts.save import forget_draft, refuse_other
from services.submission.manifestations.accept import accept, answered_before, submitted
from services.submission.manifestations.bodies.registering import registration_of
from services.submission.manifestations.ownership import team_to_register_for
from services.submission.manifestations.rules.doubts import doubts
from services.submission.manifestations.rules.manifestation import Manifestation
from services.submission.manifestations.rules.registration import registration_refusal
from services.submission.organiser_space.bodies.form import read_form
from services.submission.organiser_space.errors import DatesDoubted
from services.submission.organiser_space.name_whole import with_whole
from services.submission.organiser_space.resembling import SEEN
from shared.contracts.submission import EditionChanged
from shared.idempotency.repeatable import Answer, Repeatable
from shared.identity.caller import Caller
from shared.postgres.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """Who filled in what, for which edition, under which token and over which version of the draft."""

    values: Mapping[str, Any]
    token: str
    seen_version: int
    caller: Caller
    edition: EditionChanged


async def send(
    database: Database,
    filled: Filled,
    manifestation_id: UUID,
    repeatable: Repeatable,
    answer: Answer,
    *,
    confirmed: bool,
    anyway: bool,
    now: datetime,
) -> Answer:
    """Register it, forget its draft, and return the answer: the first one for a form that comes again.

    Raises ``FieldsRefused``, ``DraftChanged``, ``DatesDoubted`` unless they are ``confirmed``, ``LooksRegistered``
    unless it is to be registered ``anyway``, ``RepeatKeyReused``, and what ``registration_refusal`` names.
    """
    answered = await _before_closing(database, filled.edition, repeatable, now)
    if answered is None:
        async with database.autocommit(wakes=False) as connection:
            await refuse_other(
                connection, filled.token, filled.values, caller=filled.caller, seen_version=filled.seen_version
            )
        manifestation = await _manifestation(database, filled, manifestation_id, now)
        # Who has answered about a twin was asked about the dates before.
        if not (confirmed or anyway) and (asked := tuple(doubts(manifestation.content, now))):
            raise DatesDoubted(asked)
        if anyway:
            manifestation = replace(manifestation, another_because=SEEN)
        answered = await accept(database, manifestation, repeatable, answer, caller=filled.caller)
    async with database.transaction() as tx:
        await forget_draft(tx, filled.token, filled.caller)
    return answered


async def _manifestation(database: Database, filled: Filled, manifestation_id: UUID, now: datetime) -> Manifestation:
    body = read_form(filled.values, edition=filled.edition)
    registration = registration_of(body, manifestation_id, edition=filled.edition)
    async with database.autocommit(wakes=False) as connection:
        registration = await with_whole(
            connection,
            registration,
            filled.values,
            manifestation_id,
            edition=filled.edition.year,
            caller=filled.caller,
        )
    return submitted(
        manifestation_id,
        registration,
        caller=filled.caller,
        team_id=await team_to_register_for(database, filled.caller, registration.organiser),
        edition=filled.edition.year,
        now=now,
    )


async def _before_closing(
    database: Database, edition: EditionChanged, repeatable: Repeatable, now: datetime
) -> Answer | None:
    """Raise why nothing can be registered now, unless this very form was taken before: then return that answer."""
    refusal = registration_refusal(edition, now)
    if refusal is None:
        return None
    if known := await answered_before(database, repeatable):
        return known
    raise refusal
