"""Which words find a manifestation."""

from collections.abc import Iterable

from shared.contracts.content import Place
from shared.contracts.eligibility import Publication
from shared.geography import department, fold, region

LONGEST_QUERY_WORDS = 8
SHORTEST_PLURAL = 5
ONLINE = "en ligne"


def words_of(published: Publication) -> list[str]:
    """Return what a keyword may be found in: also the names of departments and regions, which people type."""
    content = published.content
    places = [content.place, *(occurrence.place for occurrence in content.occurrences)]
    named = [name for place in dict.fromkeys(places) if place for name in _names(place)]
    own_region = region(published.region_code) if published.region_code else None
    return [
        content.title,
        content.description,
        published.organiser.name,
        *(co_organiser.name for co_organiser in content.co_organisers),
        *named,
        own_region.name if own_region else "",
        "" if content.attendance == "on_site" else ONLINE,
        content.format,
        *content.themes,
    ]


def search_text(parts: Iterable[str]) -> str:
    """Return all words folded, each with a space before it, so that a pattern finds beginnings of words only."""
    return f" {fold(' '.join(parts))}"


def search_patterns(query: str) -> list[str]:
    """Return one LIKE pattern per word: the beginning of a word, whose plural counts as well."""
    words = fold(query).split()[:LONGEST_QUERY_WORDS]
    return [f"% {_without_plural(word)}%" for word in words]


def _names(place: Place) -> list[str]:
    parts = (department(place.department_code), region(place.region_code))
    return [place.name, place.commune_name, *(part.name for part in parts if part)]


def _without_plural(word: str) -> str:
    return word[:-1] if len(word) >= SHORTEST_PLURAL and word[-1] in "sx" else word
