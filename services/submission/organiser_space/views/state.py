"""A manifestation as its organiser reads it: where it stands, and what is registered."""

from typing import Any

from services.submission.manifestations.answers import public_address
from services.submission.manifestations.bodies.kinds import spaced
from services.submission.manifestations.rules.manifestation import Manifestation
from services.submission.manifestations.rules.status import (
    Announcement,
    Status,
    announcement_of,
    beside,
    deciding,
    status_of,
)
from services.submission.organiser_space.views.details import detail_rows
from services.submission.organiser_space.views.when import date_view, place_lines
from services.submission.organiser_space.views.words import ACCESS, ATTENDANCE, AUDIENCES
from shared.contracts.content import CourtEntry
from shared.contracts.vocabulary import FORMATS, THEMES
from shared.geography import chamber_of, region
from shared.geography.regions import NATIONAL_TEAM
from shared.http.site import Site

KINDS = {"waiting": "waiting", "good": "success", "bad": "danger", "closed": "info"}
"""Kind of badge and banner by tone."""

HEADINGS = {"refused": "Critères non remplis", "to_review": "Points à vérifier"}
"""Of the reasons that decide, by verdict."""

Row = tuple[str, list[str]]


def state_view(site: Site, manifestation: Manifestation) -> dict[str, Any]:
    """Return what the state page shows."""
    status = status_of(manifestation.version, manifestation.last_decision)
    said = announcement(manifestation, status)
    shown = status.online and manifestation.state != "withdrawn"
    content = manifestation.content
    return {
        "manifestation": manifestation,
        "content": content,
        "announcement": said,
        "kind": KINDS[said.tone],
        **_reasons(status),
        "public_page": public_address(site, manifestation.id) if shown else None,
        "former": shown and status.published_version != manifestation.version,
        "dates": [date_view(content, occurrence) for occurrence in content.occurrences],
        "rows": _rows(manifestation),
    }


def announcement(manifestation: Manifestation, status: Status) -> Announcement:
    """Return where a manifestation stands, in the organiser's words."""
    region_code = manifestation.chamber_region
    chamber = chamber_of(region_code) if region_code else NATIONAL_TEAM
    return announcement_of(manifestation.state, status, chamber)


def _reasons(status: Status) -> dict[str, Any]:
    """Return what decided under its heading, and the criteria beside it; a withdrawal has neither."""
    if status.verdict == "withdrawn":
        return {"reasons_heading": "", "reasons": [], "other_reasons": []}
    decided = deciding(status)
    by_chamber = any(reason.criterion == "chamber" for reason in decided)
    ruled = by_chamber and status.verdict != "to_review"
    return {
        "reasons_heading": "Décision de la chambre" if ruled else HEADINGS.get(status.verdict or "", ""),
        "reasons": [reason.message for reason in decided],
        "other_reasons": [reason.message for reason in beside(status)],
    }


def _rows(manifestation: Manifestation) -> list[Row]:
    """Return terms with their lines; what was left empty is left out."""
    content, organiser = manifestation.content, manifestation.organiser
    contact = content.public_contact
    formats, themes = dict(FORMATS), dict(THEMES)
    numbers = {
        "SIREN": organiser.siren,
        "SIRET": organiser.siret,
        "RNA": organiser.rna,
        "UAI": organiser.uai,
        "RNF": organiser.rnf,
    }
    rows: list[tuple[str, list[str | None]]] = [
        ("Participation", [_word(ATTENDANCE, content.attendance)]),
        ("Où", [*place_lines(content.place)]),
        ("En ligne", [content.online_url]),
        ("Région", [_region(manifestation)]),
        ("Ouverte à toutes et à tous", ["Oui" if content.open_to_all else "Non"]),
        ("Accès", [content.access and _word(ACCESS, content.access), content.access_conditions]),
        ("Publics", [_word(AUDIENCES, audience) for audience in content.audiences]),
        ("Format", [formats.get(content.format, content.format)]),
        ("Thèmes", [themes.get(slug, slug) for slug in content.themes]),
        *detail_rows(content),
        ("Organisateur", [organiser.name, *(f"{name} {number}" for name, number in numbers.items() if number)]),
        ("Registre du tribunal", [_court_entry(organiser.court_entry)]),
        ("Organisée avec", [each.name for each in content.co_organisers]),
        ("Contact publié", [contact.name, contact.email, spaced(contact.phone), contact.website]),
        ("Contact sur le papier", ["Imprimé" if contact.print_consent else "Non imprimé"]),
        ("Mot à la chambre", [*(manifestation.note or "").split("\n")]),
        ("Votre référence", [manifestation.external_id]),
    ]
    return [(term, kept) for term, lines in rows if (kept := [line for line in lines if line])]


def _court_entry(entry: CourtEntry | None) -> str | None:
    if entry is None:
        return None
    return f"{entry.court}, volume {entry.volume}" + (f", folio {entry.folio}" if entry.folio else "")


def _region(manifestation: Manifestation) -> str | None:
    """Return the region of what takes place online alone; else the place says it."""
    if manifestation.content.attendance != "online":
        return None
    found = region(manifestation.chamber_region) if manifestation.chamber_region else None
    return found.name if found else None


def _word(words: tuple[tuple[Any, str], ...], value: str) -> str:
    return next((label for word, label in words if word == value), value)
