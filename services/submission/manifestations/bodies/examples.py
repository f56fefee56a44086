"""Bodies that the description of the API shows, fictitious; tests send them as they are."""

from typing import Any, Final

REGISTRATION: Final[dict[str, Any]] = {
    "title": "Portes ouvertes de la ressourcerie",
    "description": "Une matinée pour visiter les ateliers, apprendre à réparer et rencontrer l’équipe.",
    "themes": ["developpement-durable", "engagement-citoyen"],
    "format": "portes-ouvertes",
    "open_to_all": True,
    "access": "free_entry",
    "occurrences": [
        {"starts_at": "2026-11-14T10:00:00+01:00", "ends_at": "2026-11-14T12:30:00+01:00"},
        {"starts_at": "2026-11-21T10:00:00+01:00", "ends_at": "2026-11-21T12:30:00+01:00", "state": "full"},
    ],
    "place": {
        "name": "Le Hangar des possibles",
        "address": "3 rue du Canal",
        "postcode": "35000",
        "commune_code": "35238",
    },
    "organiser": {"name": "La Ressourcerie du canal", "siret": "99999901400015"},
    "public_contact": {"email": "contact@ressourcerie.example", "print_consent": True},
    "price": {"kind": "free"},
}
WITH_REFERENCE: Final = {**REGISTRATION, "external_id": "agenda-42"}
PATCH: Final = {"title": "Portes grandes ouvertes de la ressourcerie", "price": {"kind": "pay_what_you_want"}}
BULK: Final[dict[str, Any]] = {
    "items": [
        {"reference": "agenda-43", "manifestation": {**REGISTRATION, "title": "Atelier de réparation"}},
        {"reference": "agenda-44", "manifestation": {**REGISTRATION, "title": "Visite du chantier d’insertion"}},
        {"reference": "agenda-12", "withdrawn": True},
    ]
}
NOTE: Final = {"text": "L’atelier a lieu dans la cour ; en cas de pluie, sous le hangar."}
APPEAL: Final = {"text": "Nos statuts parlent de réemploi solidaire : nous les avons joints aux échanges."}
