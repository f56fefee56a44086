"""What is registered and looks like the form, a line each."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from services.submission.manifestations.answers.manifestation import public_address
from services.submission.manifestations.errors import Resembling
from shared.french.dates import moment
from shared.geography.time_zones import PARIS
from shared.http.site import Site

WHERE: Final = "lieu"
"""The step that shows them on a desk: with its place a form says enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """One that is registered and looks like what is filled in."""

    text: str
    href: str = ""
    """Where it can be looked at; empty where somebody else has it and readers do not see it yet."""
    own: bool = False


def seen(twins: Sequence[Twin]) -> str:
    """Return what tells these lines from others; nothing where there is none."""
    told = "\n".join(f"{each.href} {each.text}" for each in twins)
    return hashlib.sha256(told.encode()).hexdigest()[:16] if twins else ""


def twins_of(site: Site, found: Sequence[Resembling]) -> list[Twin]:
    """Return a line on each, and where to look at it."""
    return [_twin(site, each) for each in found]


def _twin(site: Site, found: Resembling) -> Twin:
    place = found.commune or "en ligne"
    when = f"{moment(found.starts_at, PARIS)}, {place}"
    if found.title is None or found.manifestation_id is None:
        return Twin(text=f"{when} : d’un autre organisateur, sa chambre ne l’a pas encore publiée")
    href = (
        site.path(f"/inscription/{found.manifestation_id}")
        if found.own
        else public_address(site, found.manifestation_id)
    )
    return Twin(text=f"{found.title}, {found.organiser} ({when})", href=href, own=found.own)
