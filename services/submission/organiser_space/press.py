"""Use case: what a button makes of a form that is not sent yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.submission.organiser_space.bodies.draft import OTHER, SAVE, asks_for_more
from services.submission.organiser_space.bodies.places import use_in
from services.submission.organiser_space.bodies.repeating import edited
from services.submission.organiser_space.offering import with_offer
from services.submission.organiser_space.resembling import SEEN
from shared.errors import FieldsRefused
from shared.identity.caller import Caller
from shared.postgres.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """The form as a button leaves it."""

    values: dict[str, Any]
    stays: bool
    """It is shown again, and nothing is sent."""
    refused: FieldsRefused | None = None
    """Why the button could not do what it says."""


async def press(database: Database, sent: Mapping[str, Any], form: Mapping[str, Any], caller: Caller | None) -> Pressed:
    """Return what was filled in with other dates, with a place of the register, or as it is."""
    try:
        if caller and (use := use_in(form)):
            async with database.transaction(readonly=True) as tx:
                return Pressed(values=await with_offer(tx, caller, sent, *use), stays=True)
        if other_dates := edited(sent, form):
            return Pressed(values=other_dates, stays=True)
    except FieldsRefused as refused:
        return Pressed(values=dict(sent), stays=True, refused=refused)
    if OTHER in form:
        return Pressed(values={**sent, "another_because": SEEN}, stays=True)
    return Pressed(values=dict(sent), stays=SAVE in form or asks_for_more(form))
