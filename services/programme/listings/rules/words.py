"""Which words find a manifestation: those of its title, of names and places, of its text. Pure."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from shared.contracts.content import Place
from shared.contracts.eligibility import Publication
from shared.geography import department, fold, former_names, region

LONGEST_QUERY_WORDS = 8
SHORTEST_BEGINNING = 3
"""Of fewer letters a word is looked for as it stands: half of all words begin with « a »."""
SHORTEST_CORRECTED = 4
SHORTEST_PLURAL = 5
LIKENESS = 0.72
ONLINE = "en ligne"
ABBREVIATIONS = {
    "st": "saint",
    "ste": "sainte",
    "sts": "saints",
    "bd": "boulevard",
    "bld": "boulevard",
    "boul": "boulevard",
    "av": "avenue",
    "ave": "avenue",
    "pl": "place",
    "rte": "route",
    "fg": "faubourg",
    "fbg": "faubourg",
    "imp": "impasse",
    "asso": "association",
}
"""Written out in what is searched and in what is asked alike."""


def search_text(published: Publication) -> str:
    """Return three lines of folded words: the title; names and places; all else."""
    return "\n".join(" ".join(words(line)) for line in (_title(published), _names(published), _rest(published)))


def words(parts: Iterable[str]) -> list[str]:
    """Return folded words, abbreviations written out."""
    return [ABBREVIATIONS.get(word, word) for word in fold(" ".join(parts)).split()]


def text_query(query: str) -> str:
    """Return what PostgreSQL's ``to_tsquery`` reads: all words, each as the beginning of one; numbers as they stand."""
    return " & ".join(_asked(word) for word in words([query])[:LONGEST_QUERY_WORDS])


def corrected(query: str, lines: Iterable[str]) -> str | None:
    """Return the query with words that stand in ``lines`` in the place of those they are like; None where none is."""
    known = {word for line in lines for word in line.split()}
    asked = words([query])[:LONGEST_QUERY_WORDS]
    better = [_nearest(word, known) for word in asked]
    return " ".join(better) if better != asked else None


def _asked(word: str) -> str:
    if word.isdecimal() or len(word) < SHORTEST_BEGINNING:
        return f"'{word}'"
    # The dictionary leaves the s of « vélos » and of « radios » where it is.
    if len(word) >= SHORTEST_PLURAL and word[-1] in "sx":
        return f"('{word}':* | '{word[:-1]}':*)"
    return f"'{word}':*"


def _nearest(word: str, known: set[str]) -> str:
    if len(word) < SHORTEST_CORRECTED or any(each.startswith(word) for each in known):
        return word
    return next(iter(get_close_matches(word, known, n=1, cutoff=LIKENESS)), word)


def _title(published: Publication) -> list[str]:
    return [published.content.title]


def _names(published: Publication) -> Iterator[str]:
    content = published.content
    yield published.organiser.name
    yield from (co_organiser.name for co_organiser in content.co_organisers)
    places = [content.place, *(occurrence.place for occurrence in content.occurrences)]
    for place in dict.fromkeys(places):
        if place:
            yield from _of_place(place)
    own_region = region(published.region_code) if published.region_code else None
    if own_region:
        yield own_region.name


def _of_place(place: Place) -> Iterator[str]:
    yield from (place.name, place.address or "", place.postcode, place.commune_name)
    yield from former_names(place.commune_code)
    for part in (department(place.department_code), region(place.region_code)):
        if part:
            yield part.name


def _rest(published: Publication) -> list[str]:
    content = published.content
    online = "" if content.attendance == "on_site" else ONLINE
    return [content.description, online, content.format, *content.themes]
