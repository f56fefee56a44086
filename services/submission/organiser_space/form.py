"""The form: what its fields become in the body, and what an amendment starts from."""

import re
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from services.submission.manifestations.bodies import ManifestationBody, read_manifestation
from services.submission.manifestations.kinds import spaced
from services.submission.manifestations.store import Manifestation
from services.submission.organiser_space.commune_choice import chosen_commune
from services.submission.organiser_space.form_faults import MOMENTS, read_day, read_hour, shown
from shared.errors import FieldsRefused
from shared.http.french import METROPOLE, with_offset
from shared.http.refusals import DETAIL
from shared.http.typography import town

FIELDS = (
    *("title", "description", "format", "themes", "openness"),
    *("starts_at.date", "starts_at.time", "ends_at.date", "ends_at.time"),
    *("place.name", "place.address", "place.postcode", "place.commune", "place.commune_code", "online_url"),
    *("organiser.name", "organiser.siret", "organiser.rna", "organiser.uai"),
    *("public_contact.email", "public_contact.phone", "public_contact.website", "public_contact.name"),
)
"""In the order of the page."""

SIREN_DIGITS = 9


def read_form(values: Mapping[str, Any], *, edition: int) -> ManifestationBody:
    """Check what was filled in like any body; raises ``FieldsRefused`` whose pointers are those of the fields."""
    parts = {name: dict(_mapping(values, name)) for name in ("place", "organiser", "public_contact", *MOMENTS)}
    commune = chosen_commune(parts["place"])
    zone = commune.time_zone if commune else METROPOLE
    body = {name: value for name, value in values.items() if name not in parts and name != "external_id"}
    body["place"] = {name: parts["place"][name] for name in ("name", "address", "postcode") if name in parts["place"]}
    if commune:
        body["place"]["commune_code"] = commune.code
    body["organiser"] = _with_siren(parts["organiser"])
    body["public_contact"] = parts["public_contact"]
    body |= {name: moment for name in MOMENTS if (moment := _moment(parts[name], zone))}
    try:
        return read_manifestation(body, edition=edition)
    except FieldsRefused as refused:
        raise FieldsRefused(DETAIL, errors=list(shown(refused.errors, parts))) from refused


def values_of(manifestation: Manifestation) -> dict[str, Any]:
    """Return what the form shows when a manifestation is to be amended."""
    content, organiser = manifestation.content, manifestation.organiser
    contact = content.public_contact
    zone = ZoneInfo(content.time_zone)
    moments = {
        name: {"date": local.date().isoformat(), "time": f"{local:%H:%M}"}
        for name, local in (
            ("starts_at", content.starts_at.astimezone(zone)),
            ("ends_at", content.ends_at.astimezone(zone)),
        )
    }
    place = {"name": content.place.name, "address": content.place.address, "postcode": content.place.postcode}
    return {
        **{
            name: msgspec.to_builtins(getattr(content, name)) for name in ("title", "description", "format", "openness")
        },
        **moments,
        "themes": list(content.themes),
        "online_url": content.online_url,
        "place": {**place, "commune": town(content.place.commune_name)},
        "organiser": {**msgspec.to_builtins(organiser), "siret": organiser.siret or organiser.siren},
        "public_contact": {**msgspec.to_builtins(contact), "phone": spaced(contact.phone)},
    }


def _mapping(values: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = values.get(name)
    return found if isinstance(found, Mapping) else {}


def _with_siren(organiser: Mapping[str, Any]) -> dict[str, Any]:
    """Tell the two numbers apart that share one field."""
    fields = {name: value for name, value in organiser.items() if name in {"name", "siret", "rna", "uai"}}
    if len(re.sub(r"\D", "", str(fields.get("siret", "")))) == SIREN_DIGITS:
        fields["siren"] = fields.pop("siret")
    return fields


def _moment(parts: Mapping[str, Any], zone: str) -> str | None:
    day, hour = read_day(parts), read_hour(parts)
    return with_offset(f"{day}T{hour:%H:%M}", zone) if day and hour else None
