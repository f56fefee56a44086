"""Use case: say what is registered and looks like a form that is being filled in."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from services.submission.manifestations.accept import submitted
from services.submission.manifestations.bodies.registering import registration_of
from services.submission.manifestations.errors import Resembling
from services.submission.manifestations.rules.manifestation import Registration
from services.submission.manifestations.twins import find_twins
from services.submission.organiser_space.bodies.form import read_form
from services.submission.organiser_space.bodies.standing_in import standing_in
from shared.contracts.submission import EditionChanged
from shared.errors import FieldsRefused
from shared.identity.caller import Caller
from shared.postgres.database import Tx

UNNAMED: Final = UUID(int=0)
SEEN: Final = "L’organisateur a vu sur le formulaire celle qui lui ressemble, et dit que ce n’est pas la même."


async def resembling(
    tx: Tx, values: Mapping[str, Any], *, caller: Caller, edition: EditionChanged, now: datetime
) -> list[Resembling]:
    """Return them, by the rule that asks at the sending; none while title, day or commune are not known.

    Nor where it was said that it is another one: that is asked once.
    """
    if values.get("another_because") or not values.get("title"):
        return []
    registration = _registration(values, edition)
    if registration is None:
        return []
    meant = submitted(UNNAMED, registration, caller=caller, edition=edition.year, now=now)
    return await find_twins(tx, meant, caller)


def _registration(values: Mapping[str, Any], edition: EditionChanged) -> Registration | None:
    for whole in standing_in(values, edition):
        try:
            return registration_of(read_form(whole, edition=edition), UNNAMED, edition=edition)
        except FieldsRefused:
            continue
    return None
