"""Arrondissements as addresses write them, and names of communes that are part of another today."""

import re

from shared.geography import Commune, communes_named, fold
from shared.geography.arrondissements import ARRONDISSEMENTS

CITIES = "paris|lyon|marseille"
NUMERALS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi",
            "xvii", "xviii", "xix", "xx")  # fmt: skip
ROMAN = {numeral: number for number, numeral in enumerate(NUMERALS, start=1)}
NUMBER = rf"(?P<number>\d{{1,2}}|{'|'.join(ROMAN)})"
ORDINAL = r" ?(?:er|e|eme|ieme|nd)"
AT_END = re.compile(rf"\b(?P<city>{CITIES}) {NUMBER}(?:{ORDINAL})?(?: (?:arrondissement|arr|ardt))?$")
CAPITALS = re.compile(r"\b([IVX]+)(?=(?:er|e|[eè]me|i[eè]me|nde?)?\b)")
"""« XIème » is the eleventh and « Xième » the tenth, which are one word once they are folded."""
EITHER = re.compile(r"[vx]ieme\b")
BESIDE = re.compile(rf"\b{NUMBER}{ORDINAL} (?:arrondissement|arr|ardt)\b")


def arrondissement_in(city: str | None, address: str) -> Commune | None:
    """Return the arrondissement that the commune's name or the end of the address tells; None where they disagree."""
    town, street = (fold(CAPITALS.sub(_in_digits, text)) for text in (city or "", address))
    if EITHER.search(f"{town} {street}"):
        return None
    found = [match for text in (town, street) if (match := AT_END.search(text))]
    numbers = {_name(match["city"], match["number"]) for match in found}
    if not found and town in CITIES.split("|"):
        numbers = {_name(town, match["number"]) for match in BESIDE.finditer(street)}
    named = communes_named(numbers.pop()) if len(numbers) == 1 else ()
    agrees = not town or not found or town.startswith(found[-1]["city"])
    return named[0] if len(named) == 1 and agrees else None


def successor_note(city: str, commune: Commune) -> str | None:
    """Say which commune of today a name stands for that is no longer one, or is another spelling."""
    if commune.code in ARRONDISSEMENTS or _same(city, commune.name):
        return None
    return f"« {city} » : la commune d’aujourd’hui est {commune.name} ({commune.code})."


def _same(city: str, name: str) -> bool:
    """Return True for one name in two spellings."""
    words, others = (re.sub(r"\b(?:les?|la|l|st|ste|sainte?|s|sur)\b", "", fold(one)).split() for one in (city, name))
    return words == others or bool(AT_END.search(fold(city))) or others == words[: len(others)]


def _in_digits(numeral: re.Match[str]) -> str:
    return str(ROMAN.get(numeral[1].lower(), numeral[1]))


def _name(city: str, number: str) -> str:
    value = ROMAN.get(number) or int(number)
    return f"{city} {value}{'er' if value == 1 else 'e'} arrondissement"
