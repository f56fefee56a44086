"""The one form that a set of printed manifestations has as bytes, so that its hash means the same for ever.

The rules have a number, which every snapshot bears; a form that was used once is never changed.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from functools import cache
from typing import Any
from uuid import UUID

import msgspec

from services.programme.printing.errors import CanonicalFormUnknown
from services.programme.printing.rules.entries import Entry, Printed
from shared.contracts.content import PublicContact

CANONICAL_FORM = 1
"""The form of new snapshots."""


def canonical_programme(printed: Iterable[Printed], *, salt: bytes, form: int = CANONICAL_FORM) -> bytes:
    """Return the bytes of a programme; raises ``CanonicalFormUnknown``."""
    require_form(form)
    return FORMS[form](printed, salt)


def require_form(form: int) -> None:
    """Raise ``CanonicalFormUnknown`` for a form that this release cannot make."""
    if form not in FORMS:
        raise CanonicalFormUnknown(
            f"Ce relevé suit la forme canonique n° {form}, que cette version du service ne connaît pas : il reste "
            "lisible octet pour octet et son empreinte vérifiable ; rejouez-le avec la version du service qui l’a fait."
        )


def read_programme(programme: bytes, *, form: int) -> list[Entry]:
    """Return the entries of a programme; raises ``CanonicalFormUnknown``."""
    require_form(form)
    return msgspec.json.decode(programme, type=list[Entry])


def fingerprint(programme: bytes) -> str:
    """Return the SHA-256 of a canonical programme, in lower-case hexadecimal."""
    return hashlib.sha256(programme).hexdigest()


def differing_ids(stored: bytes, replayed: bytes) -> list[UUID]:
    """Name the manifestations that are not the same in two canonical programmes, or are in one of them only."""
    ours, theirs = _by_id(stored), _by_id(replayed)
    return sorted(UUID(key) for key in ours.keys() | theirs.keys() if ours.get(key) != theirs.get(key))


def _first_form(printed: Iterable[Printed], salt: bytes) -> bytes:
    """JSON with sorted keys, no spaces, UTF-8, entries by identifier.

    A field that has its default is left out, so that a contract that grows by an optional field leaves the bytes of
    yesterday as they are.
    """
    ordered = sorted(printed, key=lambda each: each.manifestation_id)
    return _json([_entry(each, salt) for each in ordered])


FORMS: Mapping[int, Callable[[Iterable[Printed], bytes], bytes]] = {1: _first_form}


def _entry(printed: Printed, salt: bytes) -> Entry:
    content = printed.content
    booking = content.booking and replace(content.booking, email=None, phone=None)
    return Entry(
        manifestation_id=printed.manifestation_id,
        version=printed.version,
        judged_version=printed.judged_version,
        organiser_name=printed.organiser_name,
        content=replace(content, public_contact=PublicContact(), booking=booking),
        contact_sha256=hashlib.sha256(salt + _json(printed.contact)).hexdigest() if printed.contact else None,
    )


def _json(value: object) -> bytes:
    return json.dumps(_without_defaults(value), sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def _without_defaults(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        said = [(name, getattr(value, name), default) for name, default in _defaults(type(value)).items()]
        return {name: _without_defaults(each) for name, each, default in said if default is MISSING or each != default}
    if isinstance(value, Mapping):
        return {key: _without_defaults(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_without_defaults(each) for each in value]
    return msgspec.to_builtins(value)


@cache
def _defaults(contract: type) -> dict[str, Any]:
    return {each.name: _default(each) for each in fields(contract)}


def _default(field: Field[Any]) -> Any:
    return field.default if field.default_factory is MISSING else field.default_factory()


def _by_id(programme: bytes) -> dict[str, object]:
    return {entry["manifestation_id"]: entry for entry in json.loads(programme)}
