"""An edition as a TOML file, which is read, changed and read in again."""

import tomllib
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from services.submission.editions.bodies.edition import EditionBody
from shared.contracts.submission import EditionChanged
from shared.errors import FieldsRefused
from shared.http.refusals import checked

FIRST_EDITION = Path(__file__).parents[1] / "edition-2026.toml"
"""Ships with the platform, and is there where there is no other."""


def read_edition(text: str) -> EditionBody:
    """Read a file; raises ``FieldsRefused`` with every fault."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FieldsRefused(f"Le fichier n’est pas du TOML : {error}.", errors=[]) from error
    return checked(EditionBody, _as_written(document))


def document_of(edition: EditionChanged) -> dict[str, Any]:
    """Return what the file of an edition says; what is not known is left out, as TOML has no word for it."""
    return _said(
        {
            "year": edition.year,
            "version": edition.version,
            "first_day": edition.first_day,
            "last_day": edition.last_day,
            "registration_opens_at": edition.registration_opens_at,
            "registration_closes_at": edition.registration_closes_at,
            "national_contact": edition.national_contact,
            "cosmetic": list(edition.cosmetic),
            "print": {"title": edition.print_limits.title, "text": edition.print_limits.text},
            "review": asdict(edition.review_delays),
            "trust": asdict(edition.trust),
            "region": [
                {
                    "code": each.region_code,
                    "chamber": each.chamber and each.chamber.name,
                    "contact": each.chamber and each.chamber.contact,
                    "imprint": each.chamber and each.chamber.imprint,
                    "cut_off": each.cut_off,
                    "time_zone": each.time_zone,
                    "embedded_by": list(each.embedded_by) or None,
                }
                for each in edition.regions
            ],
            "theme": [
                {"slug": each.slug, "label": each.label, "links_to_ess": each.links_to_ess} for each in edition.themes
            ],
            "format": [{"slug": each.slug, "label": each.label} for each in edition.formats],
            "ground": [asdict(each) for each in edition.refusal_grounds],
            "field": [
                {
                    "name": each.name,
                    "label": each.label,
                    "kind": each.kind,
                    "required": each.required,
                    "shown": list(each.shown),
                    "choices": list(each.choices),
                }
                for each in edition.extra_fields
            ],
        }
    )


def _said(table: dict[str, Any]) -> dict[str, Any]:
    return {
        name: [_said(each) if isinstance(each, dict) else each for each in value] if isinstance(value, list) else value
        for name, value in table.items()
        if value is not None
    }


def _as_written(value: Any) -> Any:
    """Give moments back their text, since a body reads moments as JSON writes them."""
    if isinstance(value, dict):
        return {name: _as_written(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_as_written(each) for each in value]
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value
