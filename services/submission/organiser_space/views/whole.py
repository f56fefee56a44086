"""A collective programme as whoever organises it sees it: its parts, and where each stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.submission.manifestations.answers.manifestation import public_address
from services.submission.manifestations.rules.access import is_open_to
from services.submission.manifestations.rules.manifestation import Manifestation
from services.submission.manifestations.rules.status import status_of
from services.submission.organiser_space.views.state import KINDS, announcement
from services.submission.organiser_space.views.when import summary
from shared.contracts.submission import EditionChanged
from shared.http.site import Site
from shared.identity.caller import Caller


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """A manifestation of the programme; of another structure's, what readers will see and where it stands."""

    title: str
    href: str
    """Its own page here, else the public one; empty where neither is for whoever reads."""
    organiser: str
    when: str
    state: str
    kind: str
    """Of the state's badge."""


def parts_view(
    site: Site, edition: EditionChanged, parts: Sequence[Manifestation], caller: Caller
) -> tuple[PartView, ...]:
    """Return the parts, in their order."""
    return tuple(_part(site, edition, each, caller) for each in parts)


def whole_link(site: Site, whole: Manifestation, caller: Caller) -> tuple[str, str]:
    """Return where what something is part of is read, and its title."""
    own = is_open_to(whole, caller)
    return (_own_page(site, whole) if own else public_address(site, whole.id), whole.content.title)


def _part(site: Site, edition: EditionChanged, part: Manifestation, caller: Caller) -> PartView:
    status = status_of(part.version, part.last_decision)
    said = announcement(edition, part, status)
    public = public_address(site, part.id) if status.online else ""
    return PartView(
        title=part.content.title,
        href=_own_page(site, part) if is_open_to(part, caller) else public,
        organiser=part.organiser.name,
        when=summary(part.content),
        state=said.label,
        kind=KINDS[said.tone],
    )


def _own_page(site: Site, manifestation: Manifestation) -> str:
    return site.path(f"/inscription/{manifestation.id}")
