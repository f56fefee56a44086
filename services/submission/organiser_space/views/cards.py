"""Manifestations in the list of one's own."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from services.submission.manifestations.rules.manifestation import Manifestation
from services.submission.manifestations.rules.status import Announcement, deciding, status_of
from services.submission.organiser_space.views.state import KINDS, announcement
from services.submission.organiser_space.views.when import summary
from shared.contracts.submission import EditionChanged
from shared.editions.rules import cut_off_of
from shared.french.dates import local_moment
from shared.french.places import town_of
from shared.french.typography import plural
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
    words: list[str]
    """What decided, in the chamber's words or those of the rules."""
    countdown: str
    """Until the paper cut-off of its region; empty where that is over or does not concern it."""


def card(site: Site, edition: EditionChanged, manifestation: Manifestation, *, now: datetime) -> Card:
    """Return one entry of the list."""
    status = status_of(manifestation.version, manifestation.last_decision)
    said = announcement(edition, manifestation, status)
    content = manifestation.content
    places = [place for each in content.occurrences if (place := place_of(content, each))]
    return Card(
        manifestation=manifestation,
        announcement=said,
        kind=KINDS[said.tone],
        href=site.path(f"/inscription/{manifestation.id}"),
        when=summary(content),
        place=", ".join(dict.fromkeys(town_of(place) for place in places)) or "En ligne",
        words=[reason.message for reason in deciding(status)] if manifestation.state != "withdrawn" else [],
        countdown=countdown(edition, manifestation, now),
    )


def countdown(edition: EditionChanged, manifestation: Manifestation, now: datetime) -> str:
    """Say how long it is until the paper programme of its region is edited."""
    found = cut_off_of(edition, manifestation.chamber_region)
    if found is None or manifestation.state == "withdrawn" or not manifestation.content.open_to_all:
        return ""
    at, zone = found
    days = (at.date() - now.astimezone(ZoneInfo(zone)).date()).days
    if at.replace(tzinfo=ZoneInfo(zone)) <= now:
        return ""
    left = {0: "aujourd’hui", 1: "demain"}.get(days, f"dans {plural(days, 'jour')}")
    return f"Programme papier arrêté {left}, le {local_moment(at, zone)}"
