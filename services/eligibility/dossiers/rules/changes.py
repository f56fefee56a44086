"""The difference between what is published and what was judged, field by field; pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass

import msgspec

from services.eligibility.dossiers.rules.dossier import Dossier
from shared.contracts.content import Content

DERIVED = frozenset({"/starts_at", "/ends_at"})
"""The hull of the dates: it says nothing that the dates do not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field that differs, with both values as JSON; null where there is none."""

    field: str
    """JSON pointer (RFC 6901) into the content, for example ``/place/name``; ``/organiser/name`` and ``/region_code``
    are beside it."""
    before: object
    after: object


def changes(dossier: Dossier) -> tuple[Change, ...] | None:
    """Return what a chamber has to look at, None where nothing is published; lists, of dates too, are shown whole."""
    published, judged = dossier.published, dossier.manifestation
    if published is None:
        return None
    found = [
        *_between("", published.content, judged.content),
        *_between("/organiser", published.organiser, judged.organiser),
        *_between("/region_code", published.region_code, dossier.region_code),
    ]
    return tuple(change for change in found if change.field not in DERIVED)


def content_changes(before: Content, after: Content) -> tuple[Change, ...]:
    """Return how two versions of a content differ."""
    return tuple(change for change in _between("", before, after) if change.field not in DERIVED)


def _between(pointer: str, before: object, after: object) -> Iterator[Change]:
    if before == after:
        return
    old, new = _parts(before), _parts(after)
    if old is None or new is None:
        yield Change(field=pointer, before=msgspec.to_builtins(before), after=msgspec.to_builtins(after))
        return
    for name in dict.fromkeys((*old, *new)):
        yield from _between(f"{pointer}/{_escaped(name)}", old.get(name), new.get(name))


def _parts(value: object) -> Mapping[str, object] | None:
    """Return what has names within a value, None where it is shown whole."""
    if isinstance(value, Mapping):
        return value
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    return None


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")
