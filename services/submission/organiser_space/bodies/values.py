"""What the form shows: the names of its fields in their order, and what an amendment starts from."""

from typing import Any

import msgspec

from services.submission.manifestations.bodies.kinds import spaced
from services.submission.manifestations.rules.history import Past
from services.submission.manifestations.rules.manifestation import Manifestation
from services.submission.organiser_space.bodies.dates import DATES, block_of
from services.submission.organiser_space.bodies.numbers import ENTRY, NONE, NUMBERS
from services.submission.organiser_space.bodies.practical import PRACTICAL, WITH, practical_values
from services.submission.organiser_space.bodies.translations import OF_TRANSLATION, TRANSLATIONS, translation_values
from services.submission.organiser_space.bodies.whole import ADDRESS, CHOSEN
from shared.contracts.content import Organiser, Place
from shared.contracts.submission import EditionChanged
from shared.french.typography import town

PLACE = ("name", "address", "address_on_registration", "postcode", "commune", "commune_code")
BEFORE = ("title", "description", "format", "themes")
PUBLIC = ("open_to_all", "access", "access_conditions", "audiences")
OF_DATE = (
    "date",
    "from",
    "to",
    "all_day",
    "until",
    "state",
    "note",
    "every",
    "repeat_until",
    *(f"place.{name}" for name in PLACE),
)
COURT = ("court", "volume", "folio")
AFTER = (
    *("attendance", *(f"place.{name}" for name in PLACE), "online_url", "region_code"),
    *PRACTICAL,
    "image",
    *(f"organiser.{name}" for name in ("name", *NUMBERS, *(f"{ENTRY}.{part}" for part in COURT), NONE)),
    *(WITH, CHOSEN, ADDRESS),
    *(f"public_contact.{name}" for name in ("email", "phone", "website", "name", "print_consent")),
)
QUESTIONS = "extra"
PAPER = ("print_title", "print_text", "note")


def field_names(dates: int, edition: EditionChanged, *, translations: int = 0) -> tuple[str, ...]:
    """Return the fields of a form with so many dates, in the order of the page; a block of a date is one too."""
    languages = [f"{TRANSLATIONS}.{position}.{field}" for position in range(translations) for field in OF_TRANSLATION]
    blocks = [
        name
        for position in range(dates)
        for name in (f"{DATES}.{position}", *(f"{DATES}.{position}.{field}" for field in OF_DATE))
    ]
    questions = (f"{QUESTIONS}.{question.name}" for question in edition.extra_fields)
    return (*BEFORE, *languages, *PUBLIC, DATES, *blocks, *AFTER, *questions, *PAPER)


def new_values() -> dict[str, Any]:
    """Return what an empty form shows: nearly all take place somewhere."""
    return {"attendance": "on_site"}


def values_of(manifestation: Manifestation | Past) -> dict[str, Any]:
    """Return what the form shows of a manifestation, as it is or was."""
    content, organiser = manifestation.content, manifestation.organiser
    contact = content.public_contact
    same = ("title", "description", "format", "access", "access_conditions", "attendance", "online_url")
    return {
        **{name: getattr(content, name) for name in same},
        "themes": list(content.themes),
        "open_to_all": _ticked(content.open_to_all),
        "audiences": list(content.audiences),
        DATES: [
            {**block_of(content, occurrence), "place": place_values(occurrence.place)}
            for occurrence in content.occurrences
        ],
        "place": place_values(content.place),
        "region_code": None if _somewhere(manifestation) else manifestation.region_code,
        "organiser": _organiser(organiser),
        "public_contact": {
            **msgspec.to_builtins(contact),
            "phone": spaced(contact.phone),
            "print_consent": _ticked(contact.print_consent),
        },
        CHOSEN: str(content.parent_id) if content.parent_id else None,
        "print_title": content.print_title,
        "print_text": content.print_text,
        **practical_values(content),
        TRANSLATIONS: translation_values(content),
        QUESTIONS: {**content.extra, **manifestation.chamber_answers},
        "note": manifestation.note,
    }


def _organiser(organiser: Organiser) -> dict[str, Any]:
    written = {**msgspec.to_builtins(organiser), "siret": organiser.siret or organiser.siren}
    has_one = any(written[name] for name in (*NUMBERS, ENTRY))
    return written if has_one else {**written, NONE: "true"}


def place_values(place: Place | None) -> dict[str, Any]:
    """Return what the form shows of a place."""
    if place is None:
        return {}
    return {
        "name": place.name,
        "address": place.address,
        **({"address_on_registration": "true"} if place.address is None else {}),
        "postcode": place.postcode,
        "commune": town(place.commune_name),
    }


def _somewhere(manifestation: Manifestation | Past) -> bool:
    return manifestation.content.attendance != "online"


def _ticked(value: bool) -> str:  # noqa: FBT001 -- what a box or a button sends
    return "true" if value else "false"
