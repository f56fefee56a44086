"""What an organiser sends, fictitious: as JSON and as the fields of the form."""

from typing import Any
from uuid import UUID

from shared.identity.caller import Caller

PLACE = {"name": "Le Hangar des possibles", "address": "3 rue du Canal", "postcode": "35000", "commune_code": "35238"}
ORGANISER = {"name": "La Ressourcerie du canal", "siret": "99999901400015"}
MORNING = {"starts_at": "2026-11-14T10:00:00+01:00", "ends_at": "2026-11-14T12:30:00+01:00"}
CONTACT = {"email": "contact@ressourcerie.example", "phone": "02 40 00 00 00"}

EVERYTHING: dict[str, Any] = {
    "open_to_all": True,
    "access": "registration",
    "access_conditions": "Dans la limite des places",
    "audiences": ["families", "young_people"],
    "occurrences": [
        {**MORNING, "occurrence_id": "00000000-0000-0000-0000-000000000001", "state": "full", "note": "Salle du haut."},
        {
            "starts_at": "2026-11-21T10:00:00+01:00",
            "ends_at": "2026-11-21T12:30:00+01:00",
            "state": "postponed",
            "previous_starts_at": "2026-11-20T10:00:00+01:00",
            "place": {
                "name": "Le Quai",
                "address_on_registration": True,
                "postcode": "29200",
                "commune_code": "29019",
            },
        },
        {"starts_at": "2026-11-27", "ends_at": "2026-11-29", "state": "cancelled"},
    ],
    "place": {**PLACE, "latitude": 48.1, "longitude": -1.68},
    "online_url": "https://direct.example/ressourcerie",
    "organiser": {**ORGANISER, "siren": "999999014", "rna": "W442000001", "rnf": "092-FDD-00061-08"},
    "public_contact": {**CONTACT, "name": "Accueil", "website": "https://ressourcerie.example", "print_consent": True},
    "price": {"kind": "paid", "lowest_cents": 300, "highest_cents": 850, "conditions": "Gratuit pour les enfants"},
    "booking": {
        "required": True,
        "url": "https://direct.example/places",
        "email": "places@ressourcerie.example",
        "phone": "0240000001",
        "seats": 40,
        "closes_at": "2026-11-13T18:00:00+01:00",
    },
    "age": {"lowest": 8, "highest": 99},
    "accessibility": ["motor", "sign_language"],
    "languages": ["fr", "br"],
    "co_organisers": [{"name": "La Maison des associations"}],
    "parent_id": "00000000-0000-0000-0000-0000000000aa",
    "print_title": "Portes ouvertes",
    "print_text": "Visite des ateliers, samedi matin.",
    "translations": {"br": {"title": "Dorioù digor", "description": "Ur mintinvezh da weladenniñ an atalieroù."}},
    "external_id": "agenda-42",
    "note": "La salle du haut n’est pas accessible.",
}
"""Every field that a registration may have."""
ALONE: dict[str, Any] = {**EVERYTHING, "parent_id": None}
"""All of them but the one that names another manifestation, which has to be there."""


def registration_body(**fields: Any) -> dict[str, Any]:
    """Return a body in which every field is good, but for those given."""
    body = {
        "title": "Portes ouvertes de la ressourcerie",
        "description": "Une matinée pour visiter les ateliers et apprendre à réparer.",
        "themes": ["developpement-durable", "engagement-citoyen"],
        "format": "portes-ouvertes",
        "open_to_all": True,
        "access": "free_entry",
        "occurrences": [{"starts_at": "2026-11-14T10:00:00+01:00", "ends_at": "2026-11-14T12:30:00+01:00"}],
        "place": PLACE,
        "online_url": None,
        "organiser": ORGANISER,
        "public_contact": CONTACT,
        "external_id": None,
        # Tests register the same again and again, and mean it.
        "another_because": "Chaque essai inscrit la sienne.",
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
        "open_to_all": "true",
        "access": "free_entry",
        "attendance": "on_site",
        "occurrences.0.date": "2026-11-14",
        "occurrences.0.from": "10:00",
        "occurrences.0.to": "12:30",
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


def organiser(account_id: str = "0123abcd", *team_ids: UUID) -> Caller:
    """Return an organiser as doors see one."""
    return Caller(account_id=account_id, role="organiser", region_code=None, name="", team_ids=team_ids)
