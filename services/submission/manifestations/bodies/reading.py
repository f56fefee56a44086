"""A body becomes a registration, or every fault of it is named at once."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from services.submission.manifestations.bodies.contradictions import Parts, contradictions
from services.submission.manifestations.bodies.manifestation import ManifestationBody
from services.submission.manifestations.bodies.online import without_online_place
from shared.contracts.submission import EditionChanged
from shared.errors import FieldError, FieldsRefused
from shared.http.refusals import refusals

ORDER = {name: position for position, name in enumerate(ManifestationBody.model_fields)}


def read_manifestation(body: Any, *, edition: EditionChanged) -> ManifestationBody:
    """Check a body against everything; raises ``FieldsRefused`` with every fault, those between fields included."""
    body, said_online = without_online_place(body)
    read: dict[str, Any] = {}
    checked, faults = None, []
    try:
        checked = ManifestationBody.model_validate(body, context={"edition": edition, "parts": read})
    except ValidationError as error:
        faults = refusals(ManifestationBody, error.errors())
    if isinstance(body, Mapping):
        faults += contradictions(Parts(edition=edition, said_online=said_online, read=read))
    if faults or checked is None:
        raise FieldsRefused(errors=sorted(faults, key=_position))
    return checked


def _position(fault: FieldError) -> tuple[int, int]:
    """Place faults as the fields are, and those of one date before those of the next."""
    field, item, *_ = [*fault.pointer.split("/")[1:], "", ""]
    return ORDER.get(field, len(ORDER)), int(item) if field == "occurrences" and item.isdigit() else -1
