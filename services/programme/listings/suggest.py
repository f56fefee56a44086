"""Use case: say, while somebody types, what there is of that name."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from services.programme.listings.rules.around import named
from services.programme.listings.rules.words import text_query, words
from services.programme.listings.store.suggest import list_called
from shared.geography import communes_of_postcode, search_communes
from shared.postgres.database import Tx

FEWEST_LETTERS = 2
MOST_COMMUNES, MOST_ORGANISERS, MOST_TITLES = 4, 3, 5
MOST_PLACES = 10
Named = tuple[UUID, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestions:
    """What is called so."""

    communes: tuple[str, ...] = ()
    """As somebody may type them."""
    organisers: tuple[Named, ...] = ()
    titles: tuple[Named, ...] = ()


async def suggest(tx: Tx, typed: str, *, edition: int) -> Suggestions:
    """Return the first few of each kind; none for a single letter."""
    asked = words([typed])
    if len("".join(asked)) < FEWEST_LETTERS:
        return Suggestions()
    found = await list_called(tx, text_query(typed), edition=edition)
    organisers = {each.structure_id: each.organiser_name for each in found if each.structure_id}
    titles = {each.manifestation_id: each.title for each in found}
    return Suggestions(
        communes=suggest_communes(typed, most=MOST_COMMUNES),
        organisers=tuple(_called(organisers.items(), asked))[:MOST_ORGANISERS],
        titles=tuple(_called(titles.items(), asked))[:MOST_TITLES],
    )


def suggest_communes(typed: str, *, most: int = MOST_PLACES) -> tuple[str, ...]:
    """Return communes of this postcode or name whose place is known, the most populous first."""
    found = communes_of_postcode(typed.replace(" ", "")) or search_communes(typed, limit=most * 2)
    return tuple(named(each) for each in found if each.centre)[:most]


def _called(found: Iterable[Named], asked: list[str]) -> Iterator[Named]:
    """Yield those whose own name has a word that begins with each that was typed, in the order of the alphabet."""
    for identifier, name in sorted(found, key=lambda each: words([each[1]])):
        own = words([name])
        if all(any(word.startswith(begun) for word in own) for begun in asked):
            yield identifier, name
