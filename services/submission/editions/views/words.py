"""The words of an edition as the national team reads them."""

from collections.abc import Mapping

from shared.contracts.edition import CosmeticField

STATES: Mapping[str, tuple[str, str]] = {
    "preparing": ("En préparation", "waiting"),
    "open": ("Ouverte", "success"),
    "archived": ("Archivée", "info"),
}
"""Label and kind of badge by state."""
COSMETIC: tuple[tuple[CosmeticField, str], ...] = (
    ("title", "Titre"),
    ("description", "Description"),
    ("format", "Format"),
    ("audiences", "Publics"),
    ("access_conditions", "Conditions d’accès"),
    ("occurrences", "Dates"),
    ("notes", "Précisions sur les dates"),
    ("place", "Lieu"),
    ("online_url", "Adresse pour suivre en ligne"),
    ("public_contact", "Contact publié"),
    ("price", "Tarif"),
    ("booking", "Réservation"),
    ("age", "Âge"),
    ("accessibility", "Accessibilité"),
    ("languages", "Langues"),
    ("image", "Image"),
    ("co_organisers", "Co-organisateurs"),
    ("parent_id", "Manifestation dont elle fait partie"),
    ("print_title", "Titre pour le papier"),
    ("print_text", "Texte pour le papier"),
    ("extra", "Réponses aux questions de l’édition"),
    ("translations", "Traductions"),
)
