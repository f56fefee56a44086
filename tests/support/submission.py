"""What an organiser sends, fictitious: as JSON and as the fields of the form."""

from typing import Any

PLACE = {"name": "Le Hangar des possibles", "address": "3 rue du Canal", "postcode": "35000", "commune_code": "35238"}
ORGANISER = {"name": "La Ressourcerie du canal", "siret": "99999901400015"}
CONTACT = {"email": "contact@ressourcerie.example", "phone": "02 40 00 00 00"}


def registration_body(**fields: Any) -> dict[str, Any]:
    """Return a body in which every field is good, but for those given."""
    body = {
        "title": "Portes ouvertes de la ressourcerie",
        "description": "Une matinée pour visiter les ateliers et apprendre à réparer.",
        "themes": ["developpement-durable", "engagement-citoyen"],
        "format": "portes-ouvertes",
        "openness": "open_to_all",
        "starts_at": "2026-11-14T10:00:00+01:00",
        "ends_at": "2026-11-14T12:30:00+01:00",
        "place": PLACE,
        "online_url": None,
        "organiser": ORGANISER,
        "public_contact": CONTACT,
        "external_id": None,
    }
    return body | fields


def form_fields(**fields: Any) -> dict[str, Any]:
    """Return the form filled in the same way; dots in names are written as two underscores."""
    filled = {
        "_token": "a-token-of-this-test",
        "title": "Portes ouvertes de la ressourcerie",
        "description": "Une matinée pour visiter les ateliers et apprendre à réparer.",
        "themes": ["developpement-durable", "engagement-citoyen"],
        "format": "portes-ouvertes",
        "openness": "open_to_all",
        "starts_at.date": "2026-11-14",
        "starts_at.time": "10:00",
        "ends_at.date": "2026-11-14",
        "ends_at.time": "12:30",
        "place.name": "Le Hangar des possibles",
        "place.address": "3 rue du Canal",
        "place.postcode": "35000",
        "place.commune": "Rennes",
        "organiser.name": "La Ressourcerie du canal",
        "organiser.siret": "999 999 014 00015",
        "public_contact.email": "contact@ressourcerie.example",
        "public_contact.phone": "02 40 00 00 00",
    }
    return filled | {name.replace("__", "."): value for name, value in fields.items()}
