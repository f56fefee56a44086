"""The filters that are set, as they are said in a few words."""

from services.programme.listings.bodies.fields import ANY
from services.programme.listings.bodies.query import FilterQuery
from services.programme.listings.rules.around import around, named
from services.programme.site.views.dates import days
from services.programme.site.views.words import ACCESSIBILITY, AUDIENCES, PARTS_OF_DAY, language_labels
from shared.contracts.submission import EditionChanged
from shared.contracts.vocabulary import AccessibilityCode, Audience, known
from shared.editions.rules import format_labels, theme_labels
from shared.french.dates import day
from shared.french.typography import NO_BREAK, capitalised
from shared.geography import department, epci, find_commune, region

Chip = tuple[tuple[str, ...], str]
"""The names that go from the address when it is taken off, and what it says."""


def chips(query: FilterQuery, edition: EditionChanged, *, organiser: str, parent: str) -> list[Chip]:
    """Return what is set, in the order of the form; ``organiser`` and ``parent`` are the names of those asked for."""
    return [
        *([(("q",), f"« {query.q} »")] if query.q else []),
        *_where(query),
        *([(("theme",), theme_labels(edition)[query.theme])] if query.theme else []),
        *([(("format",), format_labels(edition)[query.format])] if query.format else []),
        *_whom(query),
        *([(("organiser",), organiser or "Un seul organisateur")] if query.organiser else []),
        *([(("parent",), parent or "Un même programme")] if query.parent else []),
        *_when(query),
    ]


def _where(query: FilterQuery) -> list[Chip]:
    found: list[Chip] = []
    if query.near and (place := around(query.near)):
        found.append((("near", "within"), f"À {query.within}{NO_BREAK}km de {place.name}"))
    if query.region and (whole := region(query.region)):
        found.append((("region",), whole.name))
    if query.department and (part := department(query.department)):
        found.append((("department",), part.name))
    if query.epci and (name := epci(query.epci)):
        found.append((("epci",), name))
    if query.commune and (commune := find_commune(query.commune)):
        found.append((("commune",), named(commune)))
    if query.online:
        found.append((("online",), "En ligne"))
    return found


def _whom(query: FilterQuery) -> list[Chip]:
    found: list[Chip] = []
    if query.free:
        found.append((("free",), "Gratuit"))
    if query.audience:
        found.append((("audience",), capitalised(AUDIENCES[known(query.audience, Audience, "general_public")])))
    if query.accessibility == ANY:
        found.append((("accessibility",), "Accessible"))
    elif query.accessibility:
        label = ACCESSIBILITY[known(query.accessibility, AccessibilityCode, "motor")]
        found.append((("accessibility",), f"Accessible : {label}"))
    if query.language:
        found.append((("language",), capitalised(language_labels([query.language])[0])))
    return found


def _when(query: FilterQuery) -> list[Chip]:
    found: list[Chip] = []
    if query.part:
        found.append((("part",), PARTS_OF_DAY[query.part]))
    if query.weekend:
        found.append((("weekend",), "Le week-end"))
    first, last = query.first_day, query.last_day
    if first and last:
        found.append((("from", "to"), f"le {day(first, year=False)}" if first == last else days(first, last)))
    elif first:
        found.append((("from", "to"), f"à partir du {day(first, year=False)}"))
    elif last:
        found.append((("from", "to"), f"jusqu’au {day(last, year=False)}"))
    return found
