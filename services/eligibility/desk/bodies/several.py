"""Which dossiers a form names."""

from collections.abc import Iterable
from uuid import UUID

from services.eligibility.desk.rules.several import Picked
from shared.errors import FieldError, FieldsRefused

PICKED = "_d"
"""Name of the boxes of a queue."""
MOST = 50
LONGEST_VERSION = 18


NONE = "Aucun dossier n’est coché : cochez ceux de la file à décider ensemble."


def read_picked(values: Iterable[object]) -> list[Picked]:
    """Return what was ticked, each once; raises ``FieldsRefused`` for none, too many, and for what is no dossier."""
    found = {picked.manifestation_id: picked for picked in map(_picked, map(str, values))}
    if not found:
        raise FieldsRefused(errors=[_fault("nothing_picked", NONE)])
    if len(found) > MOST:
        message = f"{len(found)} dossiers sont cochés : décidez-en {MOST} au plus à la fois."
        raise FieldsRefused(errors=[_fault("too_many", message)])
    return list(found.values())


def _picked(text: str) -> Picked:
    manifestation_id, _, version = text.partition(":")
    try:
        found = Picked(manifestation_id=UUID(manifestation_id), version=int(version[:LONGEST_VERSION]))
    except ValueError as error:
        fault = _fault("not_a_dossier", f"« {text[:80]} » ne désigne aucun dossier : repartez de la file.")
        raise FieldsRefused(errors=[fault]) from error
    return found


def _fault(code: str, message: str) -> FieldError:
    return FieldError(pointer="/d", code=code, message=message)
