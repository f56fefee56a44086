"""What the register shows to somebody who knows a name and no number; pure."""

from dataclasses import dataclass

from services.eligibility.criteria.families import family_of
from services.eligibility.register.answer import decoded, facts_of, is_siren
from services.eligibility.register.shapes import LegalUnit, Results
from shared.contracts.eligibility import LegalFamily
from shared.french.typography import town
from shared.geography import find_commune, fold

MOST = 10
SHORTEST = 3
"""Characters; the register itself takes no fewer."""
LONGEST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A legal person that may be shown, and is active."""

    name: str
    """As the register writes it."""
    usual_name: str | None
    siren: str
    rna: str | None
    commune: str | None
    """Of its establishment that was found, else of its seat."""
    family: LegalFamily | None
    """Null where the register shows none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestions:
    """What was found for some words."""

    items: tuple[Suggestion, ...] = ()
    complete: bool = True
    """False where the register knows more than it showed: more words, or a postcode, find fewer."""


def search_for(words: str, postcode: str | None) -> tuple[str, dict[str, str]]:
    """Return path and parameters of the search, asking only for the parts that we read."""
    where = {"code_postal": postcode} if postcode else {}
    parts = {"minimal": "true", "include": "siege,complements,matching_etablissements"}
    return "/search", {"q": words, "etat_administratif": "A", "per_page": str(MOST), **where, **parts}


def read_suggestions(body: bytes) -> Suggestions:
    """Return what may be shown of an answer; raises ``NoAnswer``, whatever it is that came."""
    found = decoded(body, Results)
    items = tuple(each for unit in found.results if (each := _suggestion(unit)))
    return Suggestions(items=items, complete=(found.total_results or 0) <= len(found.results))


def same_search(words: str, postcode: str | None) -> tuple[str, str | None]:
    """Return what two searches have in common that find the same."""
    return fold(words), postcode


def _suggestion(unit: LegalUnit) -> Suggestion | None:
    """Leave out natural persons, and whoever asked not to be shown: neither has a name in the facts."""
    if not is_siren(unit.siren):
        return None
    facts = facts_of(unit, unit.siren)
    if facts.name is None or facts.state == "C":
        return None
    code = next((place.commune for place in unit.places if place.commune), None)
    commune = find_commune(code) if code else None
    return Suggestion(
        name=facts.name,
        usual_name=facts.usual_name if facts.usual_name and fold(facts.usual_name) != fold(facts.name) else None,
        siren=unit.siren,
        rna=facts.rna,
        commune=town(commune.name) if commune else None,
        family=family_of(facts),
    )
