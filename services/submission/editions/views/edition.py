"""An edition as its pages show it."""

from datetime import datetime
from typing import Any

from services.submission.editions.views.words import COSMETIC, STATES
from shared.contracts.edition import EditionRegion, ReviewDelays, Trust
from shared.contracts.submission import EditionChanged
from shared.editions.rules import chamber_of
from shared.french.dates import day, local_moment, moment
from shared.french.typography import plural
from shared.geography import region
from shared.geography.time_zones import PARIS
from shared.http.site import Site


def edition_card(site: Site, edition: EditionChanged) -> dict[str, Any]:
    """Return one entry of the list."""
    label, kind = STATES[edition.state]
    return {
        "edition": edition,
        "state": label,
        "kind": kind,
        "href": site.path(f"/gestion/editions/{edition.year}"),
        "season": f"du {day(edition.first_day)} au {day(edition.last_day)}",
        "registration": _registration(edition),
    }


def edition_view(site: Site, edition: EditionChanged) -> dict[str, Any]:
    """Return what the page of one edition shows."""
    cosmetic = [label for name, label in COSMETIC if name in edition.cosmetic]
    return {
        **edition_card(site, edition),
        "regions": [_region(edition, each) for each in edition.regions],
        "cosmetic": ", ".join(cosmetic) or "aucun",
        "delays": _delays(edition.review_delays),
        "trust": _trust(edition.trust),
    }


def region_name(code: str) -> str:
    """Return the name of a region."""
    found = region(code)
    return found.name if found else code


def _region(edition: EditionChanged, each: EditionRegion) -> dict[str, str]:
    return {
        "name": region_name(each.region_code),
        "chamber": chamber_of(edition, each.region_code),
        "contact": (each.chamber and each.chamber.contact) or "",
        "cut_off": local_moment(each.cut_off, each.time_zone) if each.cut_off else "aucune",
    }


def _delays(delays: ReviewDelays) -> str:
    usual = f"rappel après {plural(delays.remind, 'jour')}, équipe nationale après {plural(delays.escalate, 'jour')}"
    hurried = f"{delays.hurried_remind} et {plural(delays.hurried_escalate, 'jour')}"
    return f"{usual} ; dans les {plural(delays.hurry, 'jour')} avant la date limite du papier, {hurried}"


def _trust(trust: Trust) -> str:
    if not trust.accepted:
        return "la chambre lit toujours d’abord"
    return (
        f"publication directe après {plural(trust.accepted, 'manifestation acceptée', 'manifestations acceptées')} "
        f"et aucune refusée ; {trust.sample} % relues ensuite"
    )


def _registration(edition: EditionChanged) -> str:
    opens, closes = edition.registration_opens_at, edition.registration_closes_at
    if opens is None and closes is None:
        return "tant que l’édition est ouverte"
    parts = [f"à partir du {_paris(opens)}" if opens else "", f"jusqu’au {_paris(closes)}" if closes else ""]
    return ", ".join(part for part in parts if part)


def _paris(at: datetime) -> str:
    return moment(at, PARIS)
