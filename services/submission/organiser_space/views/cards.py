"""Manifestations in the list of one's own."""

from dataclasses import dataclass

from services.submission.manifestations.rules.manifestation import Manifestation
from services.submission.manifestations.rules.status import Announcement, status_of
from services.submission.organiser_space.views.state import KINDS, announcement
from services.submission.organiser_space.views.when import summary
from shared.contracts.submission import EditionChanged
from shared.french.places import town_of
from shared.geography.clocks import place_of
from shared.http.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A manifestation in the list of one's own."""

    manifestation: Manifestation
    announcement: Announcement
    kind: str
    href: str
    when: str
    place: str


def card(site: Site, edition: EditionChanged, manifestation: Manifestation) -> Card:
    """Return one entry of the list."""
    said = announcement(edition, manifestation, status_of(manifestation.version, manifestation.last_decision))
    content = manifestation.content
    places = [place for each in content.occurrences if (place := place_of(content, each))]
    return Card(
        manifestation=manifestation,
        announcement=said,
        kind=KINDS[said.tone],
        href=site.path(f"/inscription/{manifestation.id}"),
        when=summary(content),
        place=", ".join(dict.fromkeys(town_of(place) for place in places)) or "En ligne",
    )
