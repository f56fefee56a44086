"""The form of an edition: what its fields become in the body, and where the faults of the body stand in the form."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from services.submission.editions.bodies.edition import EditionBody
from services.submission.editions.bodies.file import document_of
from shared.contracts.submission import EditionChanged
from shared.errors import FieldError, FieldsRefused
from shared.geography import fold
from shared.geography.time_zones import PARIS
from shared.http.refusals import checked

MOMENTS = ("registration_opens_at", "registration_closes_at")
LISTS = ("theme", "format", "ground")
NEW_ROWS = 3
"""Empty ones below each list, for what is added."""
WITHOUT_OFFSET = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?")

Values = Mapping[str, Any]


def values_of(edition: EditionChanged) -> dict[str, Any]:
    """Return what the form is filled in with: what the file says, moments on the clock of Paris."""
    values = document_of(edition)
    for name in MOMENTS:
        if name in values:
            values[name] = f"{values[name].astimezone(ZoneInfo(PARIS)):%Y-%m-%dT%H:%M}"
    for region in values["region"]:
        if "cut_off" in region:
            region["cut_off"] = f"{region['cut_off']:%Y-%m-%dT%H:%M}"
        region["embedded_by"] = "\n".join(region.get("embedded_by", ()))
    for theme in values["theme"]:
        # As a ticked box sends it; one that is not ticked sends nothing.
        theme["links_to_ess"] = "true" if theme["links_to_ess"] else ""
    return {**values, **{name: [*values[name], *({} for _ in range(NEW_ROWS))] for name in LISTS}}


def read_edition_form(values: Values, present: EditionChanged) -> EditionBody:
    """Check what was filled in; raises ``FieldsRefused`` whose pointers are those of the form.

    What the form does not speak of, clocks and extra fields, stays; a row without a label is none.
    """
    known = document_of(present)
    rows = {name: _rows(values.get(name)) for name in LISTS}
    body = {
        **{name: value for name, value in values.items() if name not in LISTS},
        **{name: _moment(values[name]) for name in MOMENTS if name in values},
        "year": present.year,
        "cosmetic": values.get("cosmetic", []),
        "field": known["field"],
        "region": [*map(_region, _items(values.get("region")), known["region"])],
        "theme": [{"links_to_ess": False, **row} for _, row in rows["theme"]],
        "format": [row for _, row in rows["format"]],
        "ground": [row for _, row in rows["ground"]],
    }
    try:
        return checked(EditionBody, body)
    except FieldsRefused as refused:
        raise FieldsRefused(errors=[_placed(fault, rows) for fault in refused.errors]) from refused


def _region(said: Values, known: Values) -> dict[str, Any]:
    kept = {name: known[name] for name in ("code", "time_zone")}
    return {**{name: value for name, value in said.items() if name not in kept}, **kept}


def _rows(value: Any) -> list[tuple[int, dict[str, Any]]]:
    """Return the rows that have a label, by their position; a new one gets its slug from it."""
    return [
        (position, {**row, "slug": row.get("slug") or "-".join(fold(str(row["label"])).split())})
        for position, row in enumerate(_items(value))
        if row.get("label")
    ]


def _items(value: Any) -> list[Values]:
    return [item if isinstance(item, Mapping) else {} for item in value] if isinstance(value, list) else []


def _moment(text: Any) -> Any:
    """Read a moment without offset on the clock of Paris; what is none is refused by the body."""
    if not isinstance(text, str) or not WITHOUT_OFFSET.fullmatch(text):
        return text
    try:
        return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(PARIS)).isoformat()
    except ValueError:
        return text


def _placed(fault: FieldError, rows: Mapping[str, list[tuple[int, dict[str, Any]]]]) -> FieldError:
    """Count rows as the form does, where empty ones stand among them; what is wrong with a slug stands at its label."""
    _, name, *rest = fault.pointer.split("/")
    if name not in rows or not rest or not rest[0].isdecimal():
        return fault
    position, field = rows[name][int(rest[0])][0], "/".join(rest[1:]).replace("slug", "label")
    return FieldError(pointer=f"/{name}/{position}/{field}", code=fault.code, message=fault.message, value=fault.value)
