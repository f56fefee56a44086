"""The street part of an address that repeats the place's name, the postcode, the commune, the department."""

import re
from dataclasses import dataclass

from services.submission.imports.mapping.quarters import AT_END
from shared.geography import fold

COUNTRY = frozenset({"france", "fr"})
STREET = re.compile(
    r"(?:rue|avenue|av|ave|bd|boulevard|bld|chemin|che|ch|route|rte|quai|impasse|imp|allees?|all|cours|square|passage|"
    r"faubourg|fbg|sentier|venelle|ruelle|voie|rond point|montee|traverse|chaussee|esplanade|promenade|place|pl|parvis|"
    r"zone|za|zi|zac|lieu dit|bp|cs)\b"
)
NUMBERED_STREET = re.compile(rf"\d+ (?:bis |ter )?{STREET.pattern}")
DASH = re.compile(r"\s[-–—]\s")
WORTH = re.compile(r"\w{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What to write as the place's name and its address; never empty as long as anything was known."""

    name: str
    address: str
    notes: tuple[str, ...] = ()


def place(
    *, venue: str | None, address: str | None, postcode: str | None, city: str | None, commune: str | None
) -> Place:
    """Part the name of the place from its street; each stands in for the other where only one is known."""
    towns = [name for name in (city, commune) if name]
    if not venue:
        venue, address = _name_in_front(address or "", towns)
    venue = venue if venue and _balanced(venue) and WORTH.search(venue) else None
    parts = _street_parts(address or "", venue=venue, towns=towns, postcode=postcode)
    if venue is None and len(parts) == 1:
        parts = _parted_by_dash(parts[0])
    if not parts and venue is None:
        somewhere = commune or city or ""
        return Place(name=somewhere, address=somewhere, notes=("Lieu et adresse non précisés.",) if somewhere else ())
    if not parts and venue is not None:
        notes = () if address else ("Adresse non précisée : nom du lieu repris.",)
        return Place(name=venue, address=venue, notes=notes)
    if venue is not None:
        return Place(name=venue, address=", ".join(parts))
    names = [part for part in parts if not part[0].isdecimal() and not _follows_number(parts, part)]
    # « Rue des Lilas, 35000 Rennes, Salle des fêtes »: a street is the name of a place only where nothing else is.
    names = [part for part in names if not STREET.match(fold(part))] or names
    name = names[0] if names else ", ".join(parts)
    street = ", ".join(part for part in parts if part != name) or name
    return Place(name=name, address=street, notes=("Nom du lieu repris de l’adresse.",))


def _name_in_front(address: str, towns: list[str]) -> tuple[str | None, str]:
    """Part a name that somebody has put before a whole address: that address says it again, or all but its bracket."""
    first, *others = _parts(address) or [""]
    again = {fold(part) for part in others} - {fold(town) for town in towns}
    if fold(first) not in again and first.count(")") <= first.count("("):
        return None, address
    return first, address[address.index(first) + len(first) :].lstrip(" ,;") if others else ""


def _street_parts(address: str, *, venue: str | None, towns: list[str], postcode: str | None) -> list[str]:
    if postcode and postcode in address:
        address = address[: address.rindex(postcode)]
    parts = [part for part in _parts(address) if fold(part) not in COUNTRY]
    if parts and fold(parts[-1]) in {fold(town) for town in towns}:
        parts = parts[:-1]
    kept: dict[str, str] = {}
    for part in parts:
        folded = fold(part)
        if AT_END.fullmatch(folded):
            continue
        is_venue = venue is not None and folded == fold(venue) and not _follows_number(parts, part)
        if folded and not is_venue and not (postcode and folded.startswith(postcode)):
            kept.setdefault(folded, part)
    return list(kept.values()) if WORTH.search(", ".join(kept.values())) else []


def _follows_number(parts: list[str], part: str) -> bool:
    """Return True for the street in « 6, place des Martyrs »: parted from its number it would say nothing."""
    at = parts.index(part)
    return at > 0 and bool(re.search(r"\b\d+\s*(?:bis|ter)?$", parts[at - 1]))


def _parted_by_dash(text: str) -> list[str]:
    """Part « 8 place du Marché - Théâtre »: a dash parts the two where one of them is a street with its number."""
    parts = [part for part in DASH.split(text) if part.strip()]
    return parts if any(NUMBERED_STREET.match(fold(part)) for part in parts) else [text]


def _parts(address: str) -> list[str]:
    """Split at commas and semicolons, but not inside parentheses."""
    parts = re.split(r"[,;](?![^()]*\))", address)
    return [part.strip(" .:–-") for part in parts if part.strip(" .:–-")]


def _balanced(text: str) -> bool:
    return text.count("(") == text.count(")")
