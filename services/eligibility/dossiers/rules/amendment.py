"""What an amendment leaves alone of what a chamber decided on, and what goes back to the chamber; pure."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from services.eligibility.criteria.facts import identity_of
from services.eligibility.criteria.reasons import unknown
from services.eligibility.dossiers.rules.wording import same_wording
from shared.contracts.content import Content, Place
from shared.contracts.eligibility import Reason
from shared.contracts.submission import ManifestationChanged
from shared.geography.clocks import clock_of, place_of
from shared.geography.time_zones import PARIS

LABELS = {
    "organiser": "l’organisateur",
    "region_code": "la région",
    "themes": "les thèmes",
    "open_to_all": "l’ouverture à tous",
    "access": "l’accès",
    "title": "le titre",
    "description": "la description",
    "format": "le format",
    "print_title": "le titre du programme papier",
    "print_text": "le texte du programme papier",
    "translations": "les traductions",
    "occurrences": "les dates",
    "place": "le lieu",
    "state": "le retrait",
}


def changed_since(ruled_on: ManifestationChanged, amended: ManifestationChanged, *, refused: bool) -> tuple[str, ...]:
    """Name the fields by which an amendment leaves what a chamber decided on; empty where its word stands.

    Who organises, who may come, the themes and the region always count. After a yes the text, the days and the place
    count too, beyond what is cosmetic; after a refusal every other word of the text does, since an organiser who
    answers it by writing otherwise is read again.
    """
    changed = [*_bearings(ruled_on, amended)]
    changed += _words(ruled_on.content, amended.content) if refused else _approved(ruled_on.content, amended.content)
    return tuple(changed)


def chamber_word(reasons: tuple[Reason, ...], *, changed: tuple[str, ...]) -> Reason | None:
    """Return what remains of a chamber's decision after an amendment; None where no chamber has spoken yet.

    A dossier that a chamber had in hand never goes back to the automatic rules alone: amending it twice must not
    turn a chamber's refusal into an acceptance.
    """
    word = next((reason for reason in reasons if reason.criterion == "chamber"), None)
    return changed_since_decision(changed) if word and changed else word


def changed_since_decision(changed: tuple[str, ...]) -> Reason:
    """Send it back to the chamber, naming the fields."""
    labels = ", ".join(LABELS[name] for name in changed)
    message = (
        f"Depuis la décision de la chambre régionale, ce qu’elle avait jugé a changé ({labels}) : "
        "la chambre réexaminera la manifestation."
    )
    return unknown("chamber", "changed_since_decision", message, {"champs": ", ".join(changed)})


def _bearings(before: ManifestationChanged, after: ManifestationChanged) -> Iterator[str]:
    named_alike = same_wording(before.organiser.name, after.organiser.name)
    if identity_of(before.organiser) != identity_of(after.organiser) or not named_alike:
        yield "organiser"
    if before.region_code != after.region_code:
        yield "region_code"
    if frozenset(before.content.themes) != frozenset(after.content.themes):
        yield "themes"
    for name in ("open_to_all", "access"):
        if getattr(before.content, name) != getattr(after.content, name):
            yield name


def _words(before: Content, after: Content) -> Iterator[str]:
    for name in ("title", "description", "format"):
        if getattr(before, name) != getattr(after, name):
            yield name


def _approved(before: Content, after: Content) -> Iterator[str]:
    for name in ("title", "description"):
        if not same_wording(getattr(before, name), getattr(after, name)):
            yield name
    if before.format != after.format:
        yield "format"
    for name in ("print_title", "print_text"):
        if not same_wording(getattr(before, name), getattr(after, name)):
            yield name
    if not _same_translations(before, after):
        yield "translations"
    if _days(before) != _days(after):
        yield "occurrences"
    if not _same_places(_places(before), _places(after)):
        yield "place"


def _same_translations(before: Content, after: Content) -> bool:
    return before.translations.keys() == after.translations.keys() and all(
        same_wording(text.title, after.translations[language].title)
        and same_wording(text.description, after.translations[language].description)
        for language, text in before.translations.items()
    )


def _days(content: Content) -> frozenset[tuple[date, date, str]]:
    """Return first and last day of each date on its own clock, with its commune: hours and states are not in it."""
    found = set()
    for occurrence in content.occurrences:
        zone, place = _zone(clock_of(content, occurrence)), place_of(content, occurrence)
        # Midnight ends the day before.
        end = max(occurrence.starts_at, occurrence.ends_at - timedelta(microseconds=1))
        found.add((_day(occurrence.starts_at, zone), _day(end, zone), place.commune_code if place else "online"))
    return frozenset(found)


def _day(at: datetime, zone: ZoneInfo) -> date:
    return at.astimezone(zone).date()


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        # The name comes from a topic: one that nobody knows must not stop the dossier.
        return ZoneInfo(PARIS)


def _places(content: Content) -> frozenset[Place]:
    of_dates = (place_of(content, occurrence) for occurrence in content.occurrences)
    return frozenset(place for place in (content.place, *of_dates) if place)


def _same_places(before: frozenset[Place], after: frozenset[Place]) -> bool:
    def known(place: Place, among: frozenset[Place]) -> bool:
        return any(other.commune_code == place.commune_code and same_wording(other.name, place.name) for other in among)

    return all(known(place, before) for place in after) and all(known(place, after) for place in before)
