"""What a manifestation says otherwise than before, in words. Pure."""

from services.submission.manifestations.bodies.writing import body_of
from services.submission.manifestations.rules.manifestation import Manifestation

LABELS = {
    "title": "titre",
    "description": "description",
    "themes": "thèmes",
    "format": "format",
    "open_to_all": "public",
    "access": "public",
    "access_conditions": "conditions d’accès",
    "audiences": "publics",
    "occurrences": "dates",
    "place": "lieu",
    "online_url": "adresse en ligne",
    "region_code": "région",
    "organiser": "organisateur",
    "public_contact": "contact public",
    "price": "tarif",
    "booking": "réservation",
    "extra": "questions de l’édition",
}
OTHERS = "autres champs"


def changes(before: Manifestation, after: Manifestation) -> tuple[str, ...]:
    """Return what is said otherwise, in French, each once."""
    former, present = body_of(before), body_of(after)
    differ = [name for name in {**former, **present} if former.get(name) != present.get(name)]
    return tuple(dict.fromkeys(LABELS.get(name, OTHERS) for name in differ))
