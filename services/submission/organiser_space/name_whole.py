"""Use case: find the collective programme that a form names by its address, and offer one's own."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from services.submission.manifestations.rules.manifestation import Registration
from services.submission.manifestations.whole import named_by_code, own_wholes, require_whole, whole_with
from services.submission.organiser_space.bodies.whole import ADDRESS, address_in, chosen_in, meant_by
from shared.errors import FieldError, FieldsRefused
from shared.identity.caller import Caller
from shared.postgres.database import Tx

Choice = tuple[str, str]
"""Identifier and title."""
LEFT = "Un programme qui n’est plus en ligne"


async def with_whole(
    tx: Tx,
    registration: Registration,
    values: Mapping[str, Any],
    manifestation_id: UUID,
    *,
    edition: int,
    caller: Caller,
) -> Registration:
    """Return the registration with what its form names by an address; raises ``FieldsRefused`` at that field."""
    address = address_in(values)
    if not address:
        return registration
    whole_id = await _named(tx, address, edition=edition, caller=caller)
    chosen = registration.content.parent_id
    if chosen is not None and chosen != whole_id:
        raise _refused("parent_twice", "Vous avez choisi plus haut un autre programme : gardez l’un des deux.", address)
    try:
        await require_whole(tx, whole_id, manifestation_id, edition=edition, caller=caller)
    except FieldsRefused as refused:
        [fault] = refused.errors
        raise _refused(fault.code, fault.message.replace(str(whole_id), address), address) from refused
    return replace(registration, content=replace(registration.content, parent_id=whole_id))


async def offered_wholes(
    tx: Tx, values: Mapping[str, Any], *, edition: int, caller: Caller, but: UUID | None = None
) -> list[Choice]:
    """Return those of one's own that can be chosen, and the one that is chosen, whatever has become of it."""
    found = [(str(each.id), each.content.title) for each in await own_wholes(tx, caller, edition=edition, but=but)]
    chosen = chosen_in(values)
    if chosen and str(chosen) not in {identifier for identifier, _ in found}:
        whole = await whole_with(tx, chosen, caller)
        found.append((str(chosen), whole.content.title if whole else LEFT))
    return found


async def _named(tx: Tx, address: str, *, edition: int, caller: Caller) -> UUID:
    meant = meant_by(address)
    if isinstance(meant, UUID):
        return meant
    found = await named_by_code(tx, meant, edition=edition, caller=caller) if meant else []
    if len(found) == 1:
        return found[0].id
    if found:
        message = "Plusieurs manifestations ont une adresse courte qui commence ainsi : copiez l’adresse de sa page."
        raise _refused("parent_ambiguous", message, address)
    raise _refused(
        "parent_unknown",
        f"« {address[:80]} » n’est pas l’adresse d’une manifestation en ligne de l’édition {edition} : copiez celle de "
        "sa page, ou son adresse courte, ou laissez vide.",
        address,
    )


def _refused(code: str, message: str, value: str) -> FieldsRefused:
    return FieldsRefused(errors=[FieldError(pointer=f"/{ADDRESS}", code=code, message=message, value=value[:200])])
