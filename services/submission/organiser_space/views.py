"""What the pages show: words for choices, and a manifestation as its organiser reads it."""

from dataclasses import dataclass
from typing import Any

from services.submission.manifestations.answers import public_address
from services.submission.manifestations.kinds import spaced
from services.submission.manifestations.rules import Announcement, Status, announcement_of, season, status_of
from services.submission.manifestations.store import Manifestation
from services.submission.organiser_space.commune_choice import offered_communes
from services.submission.organiser_space.form import FIELDS
from shared.contracts.content import Openness
from shared.contracts.vocabulary import FORMATS, THEMES
from shared.errors import FieldError
from shared.geography import chamber_of, department
from shared.http.forms import FormState
from shared.http.french import day, moments
from shared.http.site import Site
from shared.http.typography import capitalised, town

OPENNESS: tuple[tuple[Openness, str, str], ...] = (
    ("open_to_all", "Ouverte à toutes et à tous", "Elle peut aussi figurer au programme papier de sa région."),
    ("on_invitation", "Sur invitation", "Elle peut figurer au programme en ligne, pas au programme papier."),
    (
        "professionals_only",
        "Réservée aux professionnels",
        "Elle peut figurer au programme en ligne, pas au programme papier.",
    ),
)
"""Value, label and what follows from it."""
KINDS = {"waiting": "waiting", "good": "success", "bad": "danger", "closed": "info"}
"""Kind of badge and banner by tone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A manifestation in the list of one's own."""

    manifestation: Manifestation
    announcement: Announcement
    kind: str
    href: str
    place: str


def card(site: Site, manifestation: Manifestation) -> Card:
    """Return one entry of the list."""
    announcement = _announcement(manifestation, status_of(manifestation.version, manifestation.heard))
    return Card(
        manifestation=manifestation,
        announcement=announcement,
        kind=KINDS[announcement.tone],
        href=site.path(f"/inscription/{manifestation.id}"),
        place=_town(manifestation),
    )


def state_view(site: Site, manifestation: Manifestation) -> dict[str, Any]:
    """Return what the state page shows."""
    status = status_of(manifestation.version, manifestation.heard)
    announcement = _announcement(manifestation, status)
    shown = status.online and manifestation.state != "withdrawn"
    unmet = [reason.message for reason in status.reasons if reason.outcome == "not_met"]
    unknown = [reason.message for reason in status.reasons if reason.outcome == "unknown"]
    return {
        "manifestation": manifestation,
        "content": manifestation.content,
        "announcement": announcement,
        "kind": KINDS[announcement.tone],
        "unmet": unmet,
        "unknown": unknown,
        "met": [reason.message for reason in status.reasons if reason.outcome == "met"],
        "public_page": public_address(site, manifestation.id) if shown else None,
        "rows": _rows(manifestation),
    }


def form_view(site: Site, values: dict[str, Any], errors: tuple[FieldError, ...] = ()) -> dict[str, Any]:
    """Return what the form shows, filled in with ``values``."""
    first, last = season(site.edition)
    place = values.get("place")
    communes = offered_communes(place) if isinstance(place, dict) else ()
    return {
        "fields": FIELDS,
        "form": FormState(values=values, errors=errors),
        "communes": [(commune.code, commune.name) for commune in communes],
        "formats": FORMATS,
        "themes": THEMES,
        "openness": OPENNESS,
        "season": f"du {day(first, year=False)} au {day(last)}",
    }


def _announcement(manifestation: Manifestation, status: Status) -> Announcement:
    return announcement_of(manifestation.state, status, chamber_of(manifestation.region_code))


def _rows(manifestation: Manifestation) -> list[tuple[str, list[str]]]:
    """Return terms with their lines; what was left empty is left out."""
    content, organiser = manifestation.content, manifestation.organiser
    contact, place = content.public_contact, content.place
    formats, themes = dict(FORMATS), dict(THEMES)
    numbers = {"SIREN": organiser.siren, "SIRET": organiser.siret, "RNA": organiser.rna, "UAI": organiser.uai}
    rows: list[tuple[str, list[str | None]]] = [
        ("Quand", [capitalised(moments(content.starts_at, content.ends_at, content.time_zone))]),
        ("Où", [place.name, place.address, f"{place.postcode} {_town(manifestation)}"]),
        ("À distance", [content.online_url]),
        ("Format", [formats.get(content.format, content.format)]),
        ("Thèmes", [themes.get(slug, slug) for slug in content.themes]),
        ("Public", [label for value, label, _ in OPENNESS if value == content.openness]),
        ("Organisateur", [organiser.name, *(f"{name} {number}" for name, number in numbers.items() if number)]),
        ("Contact publié", [contact.name, contact.email, spaced(contact.phone), contact.website]),
        ("Votre référence", [manifestation.external_id]),
    ]
    return [(term, kept) for term, lines in rows if (kept := [line for line in lines if line])]


def _town(manifestation: Manifestation) -> str:
    place = manifestation.content.place
    name, found = town(place.commune_name), department(place.department_code)
    return f"{name} ({found.name})" if found else name
