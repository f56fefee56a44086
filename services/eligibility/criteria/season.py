"""When it takes place and when it was registered, against what the edition says."""

from datetime import datetime
from zoneinfo import ZoneInfo

from services.eligibility.criteria.reasons import met, not_met, unknown
from shared.contracts.content import Content, Occurrence
from shared.contracts.eligibility import Reason
from shared.contracts.submission import EditionChanged, ManifestationChanged
from shared.editions.rules import begins_in_season, ends_in_season
from shared.french.dates import day, moment
from shared.geography.clocks import clock_of
from shared.geography.time_zones import PARIS


def season(content: Content, edition: EditionChanged) -> Reason:
    """Look at each date, on the clock of its place; the night that begins on the last day belongs to the season."""
    dates = f"du {day(edition.first_day, year=False)} au {day(edition.last_day)}"
    facts = {"first_day": edition.first_day.isoformat(), "last_day": edition.last_day.isoformat()}
    outside = [each for each in content.occurrences if not _within(content, each, edition)]
    if not outside:
        return met("season", "within_season", f"Elle a lieu pendant le Mois de l’ESS, {dates}.", facts)
    if len(outside) == len(content.occurrences):
        message = f"Elle n’a pas lieu pendant le Mois de l’ESS {edition.year}, {dates} : changez ses dates."
        return not_met("season", "outside_season", message, facts)
    message = f"Une partie de ses dates est hors du Mois de l’ESS {edition.year}, {dates} : la chambre décidera."
    return unknown("season", "partly_outside_season", message, facts)


def registration(manifestation: ManifestationChanged, edition: EditionChanged, *, late_before: bool) -> Reason:
    """Look at when it was registered; what is amended was registered before, and stays late where it was.

    There is no other way in than the online form or the API, so what we hear of is registered online.
    """
    closes = edition.registration_closes_at
    if closes is None or not (late_before or _is_late(manifestation, closes)):
        return met("registration", "registered_online", "La manifestation est inscrite en ligne.", {})
    message = f"Elle a été inscrite après la clôture des inscriptions, le {moment(closes, PARIS)} (heure de Paris)."
    return not_met("registration", "registered_late", message, {"closes_at": closes.isoformat()})


def _is_late(manifestation: ManifestationChanged, closes: datetime) -> bool:
    return manifestation.version == 1 and manifestation.changed_at >= closes


def _within(content: Content, occurrence: Occurrence, edition: EditionChanged) -> bool:
    zone = ZoneInfo(clock_of(content, occurrence))
    starts_at, ends_at = occurrence.starts_at.astimezone(zone), occurrence.ends_at.astimezone(zone)
    return begins_in_season(edition, starts_at) and ends_in_season(edition, ends_at)
