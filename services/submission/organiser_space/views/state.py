"""A manifestation as its organiser reads it: where it stands, and what is registered."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from services.submission.manifestations.answers.manifestation import public_address
from services.submission.manifestations.bodies.kinds import spaced
from services.submission.manifestations.rules.appeal import may_appeal
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
from services.submission.organiser_space.views.words import ACCESS, ATTENDANCE, AUDIENCES, word
from shared.contracts.content import CourtEntry
from shared.contracts.submission import EditionChanged
from shared.editions.questions import answered
from shared.editions.rules import chamber_of, contact_of, cut_off_of, format_labels, theme_labels
from shared.french.dates import local_moment
from shared.geography import region
from shared.http.site import Site

KINDS = {"waiting": "waiting", "good": "success", "bad": "danger", "closed": "info"}
"""Kind of badge and banner by tone."""

HEADINGS = {"refused": "Critères non remplis", "to_review": "Points à vérifier"}
"""Of the reasons that decide, by verdict."""

Row = tuple[str, list[str]]


def state_view(site: Site, edition: EditionChanged, manifestation: Manifestation, *, now: datetime) -> dict[str, Any]:
    """Return what the state page shows."""
    status = status_of(manifestation.version, manifestation.last_decision)
    said = announcement(edition, manifestation, status)
    shown = status.online and manifestation.state != "withdrawn"
    content = manifestation.content
    return {
        "manifestation": manifestation,
        "content": content,
        "announcement": said,
        "kind": KINDS[said.tone],
        **_reasons(status),
        "public_page": public_address(site, manifestation.id) if shown else None,
        "may_appeal": may_appeal(manifestation.state, status),
        "former": shown and status.published_version != manifestation.version,
        "dates": [date_view(content, occurrence) for occurrence in content.occurrences],
        "paper": _paper(edition, manifestation, now),
        "chamber": chamber_of(edition, manifestation.chamber_region),
        "contact": contact_of(edition, manifestation.chamber_region),
        "archived": edition.state == "archived",
        "year": edition.year,
        "rows": _rows(edition, manifestation),
    }


def announcement(edition: EditionChanged, manifestation: Manifestation, status: Status) -> Announcement:
    """Return where a manifestation stands, in the organiser's words."""
    return announcement_of(manifestation.state, status, chamber_of(edition, manifestation.chamber_region))


def _paper(edition: EditionChanged, manifestation: Manifestation, now: datetime) -> str | None:
    """Say until when the paper programme of its region is edited; nothing where there is none, or it is not for it."""
    found = cut_off_of(edition, manifestation.chamber_region)
    if found is None or manifestation.state == "withdrawn" or not manifestation.content.open_to_all:
        return None
    at, zone = found
    if at.replace(tzinfo=ZoneInfo(zone)) > now:
        return f"Le programme papier reprend ce qui est en ligne le {local_moment(at, zone)}."
    return f"Le programme papier a repris ce qui était en ligne le {local_moment(at, zone)} ; il ne change plus."


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


def _rows(edition: EditionChanged, manifestation: Manifestation) -> list[Row]:
    """Return terms with their lines; what was left empty is left out."""
    content, organiser = manifestation.content, manifestation.organiser
    contact = content.public_contact
    formats, themes = format_labels(edition), theme_labels(edition)
    numbers = {
        "SIREN": organiser.siren,
        "SIRET": organiser.siret,
        "RNA": organiser.rna,
        "UAI": organiser.uai,
        "RNF": organiser.rnf,
    }
    rows: list[tuple[str, list[str | None]]] = [
        ("Participation", [word(ATTENDANCE, content.attendance)]),
        ("Où", [*place_lines(content.place)]),
        ("En ligne", [content.online_url]),
        ("Région", [_region(manifestation)]),
        ("Ouverte à toutes et à tous", ["Oui" if content.open_to_all else "Non"]),
        ("Accès", [content.access and word(ACCESS, content.access), content.access_conditions]),
        ("Publics", [word(AUDIENCES, audience) for audience in content.audiences]),
        ("Format", [formats.get(content.format, content.format)]),
        ("Thèmes", [themes.get(slug, slug) for slug in content.themes]),
        *detail_rows(content),
        ("Organisateur", [organiser.name, *(f"{name} {number}" for name, number in numbers.items() if number)]),
        ("Registre du tribunal", [_court_entry(organiser.court_entry)]),
        ("Organisée avec", [each.name for each in content.co_organisers]),
        ("Contact publié", [contact.name, contact.email, spaced(contact.phone), contact.website]),
        ("Contact sur le papier", ["Imprimé" if contact.print_consent else "Non imprimé"]),
        *_answers(edition, manifestation),
        ("Mot à la chambre", [*(manifestation.note or "").split("\n")]),
        ("Votre référence", [manifestation.external_id]),
    ]
    return [(term, kept) for term, lines in rows if (kept := [line for line in lines if line])]


def _answers(edition: EditionChanged, manifestation: Manifestation) -> list[tuple[str, list[str | None]]]:
    """Return what was answered to the edition's questions, and what of it the chamber alone reads."""
    answers = answered(edition, {**manifestation.content.extra, **manifestation.chamber_answers})
    private = {label for label, _ in answered(edition, manifestation.chamber_answers)}
    return [
        (label, [*answer.split("\n"), "(pour la chambre seule)" if label in private else None])
        for label, answer in answers
    ]


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
