"""Use cases: a chamber writes a place otherwise, offers it no more, or again."""

from dataclasses import replace
from datetime import datetime

from services.submission.places.errors import PlaceChanged
from services.submission.places.rules.naming import place_id_of, words_of
from services.submission.places.rules.place import KnownPlace
from services.submission.places.store import change
from shared.errors import FieldError, FieldsRefused
from shared.identity.caller import Caller
from shared.postgres.database import Tx


async def correct_place(
    tx: Tx,
    place: KnownPlace,
    *,
    name: str,
    address: str,
    point: tuple[float, float] | None,
    caller: Caller,
    now: datetime,
) -> None:
    """Write how it is spelt from now on; whoever registers it so, or as before, names the same place.

    Raises ``FieldsRefused`` where another place is spelt so, ``PlaceChanged``.
    """
    latitude, longitude = point or (None, None)
    corrected = replace(place, name=name, address=address, latitude=latitude, longitude=longitude)
    words = words_of(name, address, place.postcode, place.commune_name)
    spelling = place_id_of(name, address, place.commune_code)
    if spelling != place.place_id:
        known = await change.insert_spelling(tx, spelling, corrected, words=words, by=caller.account_id, now=now)
        if known != place.place_id:
            raise FieldsRefused(errors=[_spelt_so(name)])
    if not await change.update_place(tx, corrected, words=words, by=caller.account_id, now=now):
        raise PlaceChanged


async def retire_place(tx: Tx, place: KnownPlace, *, retired: bool, caller: Caller, now: datetime) -> None:
    """Offer it no more, or again; raises ``PlaceChanged``."""
    if not await change.set_retired(tx, place.place_id, place.version, retired=retired, by=caller.account_id, now=now):
        raise PlaceChanged


def _spelt_so(name: str) -> FieldError:
    return FieldError(
        pointer="/name",
        code="place_known",
        message=f"Un autre lieu du répertoire s’écrit déjà « {name[:60]} » à cette adresse : fusionnez les deux dans "
        "la liste.",
        value=name[:200],
    )
