"""What an amendment leaves alone of what a chamber decided on, and what goes back to the chamber; pure."""

from collections.abc import Iterator

from services.eligibility.criteria.facts import identity_of
from services.eligibility.criteria.reasons import unknown
from services.eligibility.dossiers.rules.past import PastRuling
from services.eligibility.dossiers.rules.when_and_where import days, same_notes, same_places
from services.eligibility.dossiers.rules.wording import same_wording
from shared.contracts.content import Content
from shared.contracts.eligibility import Reason
from shared.contracts.submission import EditionChanged, ManifestationChanged

LABELS = {
    "organiser": "l’organisateur",
    "region_code": "la région",
    "themes": "les thèmes",
    "open_to_all": "l’ouverture à toutes et à tous",
    "access": "l’accès",
    "access_conditions": "les conditions d’accès",
    "co_organisers": "les co-organisateurs",
    "title": "le titre",
    "description": "la description",
    "format": "le format",
    "print_title": "le titre du programme papier",
    "print_text": "le texte du programme papier",
    "translations": "les traductions",
    "occurrences": "les dates",
    "notes": "les précisions sur les dates",
    "place": "le lieu",
    "audiences": "les publics",
    "online_url": "l’adresse pour suivre en ligne",
    "public_contact": "le contact publié",
    "price": "le tarif",
    "booking": "la réservation",
    "age": "l’âge",
    "accessibility": "l’accessibilité",
    "languages": "les langues",
    "image": "l’image",
    "parent_id": "la manifestation dont elle fait partie",
    "extra": "les réponses aux questions de l’édition",
}
AS_WRITTEN = (
    *("audiences", "online_url", "public_contact", "price", "booking", "age"),
    *("accessibility", "languages", "image", "parent_id"),
)
"""Fields that differ wherever they are not equal; the order of a list says nothing."""


def changed_since(
    ruled_on: ManifestationChanged, amended: ManifestationChanged, edition: EditionChanged, *, refused: bool
) -> tuple[str, ...]:
    """Name the fields by which an amendment leaves what a chamber decided on; empty where its word stands.

    Who organises, who may come, the themes and the region always count. After a yes all that readers are told counts
    too, beyond its spelling, but for the fields that the edition calls cosmetic; after a refusal another title,
    description or format does, since an organiser who answers it by writing otherwise is read again.
    """
    always, before, after = _always_counted(ruled_on, amended), ruled_on.content, amended.content
    if refused:
        return (*always, *_counted_after_refusal(before, after))
    counted = (*_counted_after_yes(before, after), *_not_equal(ruled_on, amended))
    return (*always, *(name for name in counted if name not in edition.cosmetic))


def standing_word(ruling: PastRuling, amended: ManifestationChanged, edition: EditionChanged) -> Reason:
    """Return what was decided, or that it has to be decided again.

    A dossier that a chamber had in hand never goes back to the automatic rules alone: amending it twice must not
    turn a chamber's refusal into an acceptance. What comes back as the chamber read it has its word again.
    """
    refused = ruling.reason.outcome == "not_met"
    changed = changed_since(ruling.manifestation, amended, edition, refused=refused)
    return _changed_since_decision(changed) if changed else ruling.reason


def _changed_since_decision(changed: tuple[str, ...]) -> Reason:
    labels = ", ".join(LABELS[name] for name in changed)
    message = (
        f"Depuis la décision de la chambre régionale, ce qu’elle avait jugé a changé ({labels}) : "
        "la chambre réexaminera la manifestation."
    )
    return unknown("chamber", "changed_since_decision", message, {"champs": ", ".join(changed)})


def _always_counted(before: ManifestationChanged, after: ManifestationChanged) -> Iterator[str]:
    named_alike = same_wording(before.organiser.name, after.organiser.name)
    if identity_of(before.organiser) != identity_of(after.organiser) or not named_alike:
        yield "organiser"
    if before.region_code != after.region_code:
        yield "region_code"
    if frozenset(before.content.themes) != frozenset(after.content.themes):
        yield "themes"
    for name in ("open_to_all", "access"):
        if getattr(before.content, name) != getattr(after.content, name):
            yield name


def _counted_after_refusal(before: Content, after: Content) -> Iterator[str]:
    for name in ("title", "description", "format"):
        if getattr(before, name) != getattr(after, name):
            yield name


def _counted_after_yes(before: Content, after: Content) -> Iterator[str]:
    for name in ("title", "description", "access_conditions", "print_title", "print_text"):
        if not same_wording(getattr(before, name), getattr(after, name)):
            yield name
    if before.format != after.format:
        yield "format"
    if not _same_translations(before, after):
        yield "translations"
    if not _same_co_organisers(before, after):
        yield "co_organisers"
    if days(before) != days(after):
        yield "occurrences"
    if not same_notes(before, after):
        yield "notes"
    if not same_places(before, after):
        yield "place"


def _not_equal(before: ManifestationChanged, after: ManifestationChanged) -> Iterator[str]:
    for name in AS_WRITTEN:
        old, new = getattr(before.content, name), getattr(after.content, name)
        if (frozenset(old) != frozenset(new)) if isinstance(old, tuple) else (old != new):
            yield name
    if before.content.extra != after.content.extra or before.chamber_answers != after.chamber_answers:
        yield "extra"


def _same_translations(before: Content, after: Content) -> bool:
    return before.translations.keys() == after.translations.keys() and all(
        same_wording(text.title, after.translations[language].title)
        and same_wording(text.description, after.translations[language].description)
        for language, text in before.translations.items()
    )


def _same_co_organisers(before: Content, after: Content) -> bool:
    old, new = (sorted(each.name for each in content.co_organisers) for content in (before, after))
    return len(old) == len(new) and all(map(same_wording, old, new))
