"""Words on the wire, and the themes and formats of the edition with their French labels.

A word travels as text and its vocabulary is documented, never closed: readers are told to tolerate what they do not
know, so that a vocabulary may grow within a major. Inside our code words are ``Literal``s, converted at the door by
``known``.
"""

from typing import Any, Literal, TypeVar, cast, get_args

from msgspec import Meta

W = TypeVar("W", bound=str)

Attendance = Literal["on_site", "online", "mixed"]
Access = Literal["free_entry", "registration", "invitation", "professionals"]
Audience = Literal[
    "general_public", "families", "young_people", "students", "jobseekers", "professionals", "public_bodies"
]
OccurrenceState = Literal["scheduled", "full", "postponed", "cancelled", "moved_online"]
PriceKind = Literal["free", "paid", "pay_what_you_want"]
AccessibilityCode = Literal["motor", "hearing", "sign_language", "visual", "intellectual", "psychological"]
"""What the place or the manifestation is made accessible for."""


def documented(vocabulary: Any) -> Meta:
    """Return what a text field of a contract carries of its vocabulary: it is documented and not enforced."""
    return Meta(extra_json_schema={"x-vocabulary": list(get_args(vocabulary))})


def known(word: str, vocabulary: type[W] | Any, otherwise: W) -> W:
    """Return the word where the vocabulary (a ``Literal``) has it, ``otherwise`` where a later release named it."""
    return cast("W", word) if word in get_args(vocabulary) else otherwise


THEMES: tuple[tuple[str, str], ...] = (
    ("achats-responsables", "Achats responsables"),
    ("action-sociale", "Action sociale et solidarité"),
    ("alimentation-durable", "Agriculture et alimentation durables"),
    ("cooperation", "Coopération"),
    ("creation-d-activite", "Création d’activité"),
    ("culture", "Culture"),
    ("developpement-durable", "Développement durable"),
    ("education-populaire", "Éducation populaire"),
    ("egalite-femmes-hommes", "Égalité femmes-hommes"),
    ("engagement-citoyen", "Engagement citoyen"),
    ("entrepreneuriat-collectif", "Entrepreneuriat collectif"),
    ("finance-solidaire", "Finance solidaire"),
    ("habitat", "Habitat et logement"),
    ("insertion-et-emploi", "Insertion et emploi"),
    ("mobilite", "Mobilité"),
    ("numerique", "Numérique responsable"),
    ("sante", "Santé et prévention"),
    ("services-a-la-personne", "Services à la personne"),
    ("solidarite-internationale", "Solidarité internationale"),
    ("sport", "Sport"),
    ("tourisme-solidaire", "Tourisme solidaire"),
    ("transition-ecologique", "Transition écologique"),
    ("utilite-sociale", "Utilité sociale"),
)
"""In French alphabetical order of the labels."""

FORMATS: tuple[tuple[str, str], ...] = (
    ("portes-ouvertes", "Portes ouvertes"),
    ("visite-d-entreprise", "Visite d’entreprise"),
    ("atelier", "Atelier"),
    ("conference", "Conférence"),
    ("table-ronde", "Table ronde"),
    ("forum", "Forum"),
    ("salon", "Salon"),
    ("formation", "Formation"),
    ("webinaire", "Webinaire"),
    ("petit-dejeuner", "Petit déjeuner"),
    ("rencontre-d-affaires", "Rencontre d’affaires"),
    ("rendez-vous-festif", "Rendez-vous festif"),
    ("cine-debat", "Ciné-débat"),
    ("exposition", "Exposition"),
    ("spectacle", "Spectacle"),
    ("marche", "Marché"),
    ("balade", "Balade"),
    ("collecte-solidaire", "Collecte solidaire"),
    ("jeu-cooperatif", "Jeu coopératif"),
    ("remise-de-prix", "Remise de prix"),
    ("autre", "Autre"),
)
"""From the most typical to "other"."""
