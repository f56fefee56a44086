"""The fictitious organisations that the stand-in register knows."""

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec

from shared.geography import fold

BUILT_IN = Path(__file__).with_name("organisations.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """One legal unit with its seat; names in capitals without accents, as the national register writes them."""

    siren: str
    siret: str
    other_siret: str | None
    """A second establishment, in the seat's commune unless ``other_commune_code`` says another."""
    name: str
    sigle: str | None
    brand: str | None
    legal_category: str
    activity: str
    """APE code, NAF rév. 2."""
    commune_code: str
    postcode: str
    street: str
    latitude: str
    longitude: str
    state: str
    """``A`` active, ``C`` closed."""
    created_on: str
    closed_on: str | None
    staff: str
    diffusion: str
    """``O``, or ``P`` where it asked not to be shown."""
    ess: bool | None
    rna: str | None
    uai: str | None
    siae: str | None
    mission: bool
    training: bool
    activity_2025: str | None = None
    """APE code of NAF 2025 beside the other, as the register gives both for a time."""
    signs: tuple[str, ...] = ()
    """What is written over the seat's door (*enseignes*)."""
    other_commune_code: str | None = None
    other_state: str = "A"
    """``A`` active, ``F`` closed."""
    other_uai: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Foundation:
    """One entry of the register of foundations; some are in no register of companies."""

    rnf: str
    name: str
    kind: str
    created_on: str
    postcode: str
    town: str
    siren: str | None = None
    siret: str | None = None


FOUNDATIONS = (
    Foundation(
        rnf="037-FE-00137-01",
        name="Fondation des rives du Cher",
        kind="Fondation d'entreprise",
        created_on="2012-03-01",
        postcode="37000",
        town="Tours",
        siren="999900137",
        siret="99990013700012",
    ),
    Foundation(
        rnf="092-FDD-00319-05",
        name="Fondation L'Élan partagé",
        kind="Fonds de dotation",
        created_on="2015-03-01",
        postcode="92000",
        town="Nanterre",
        siren="999900319",
        siret="99990031900016",
    ),
    Foundation(
        rnf="086-FRUP-00900-02",
        name="Fondation fictive du Clain",
        kind="Fondation reconnue d'utilité publique",
        created_on="1998-03-01",
        postcode="86000",
        town="Poitiers",
    ),
)


def find_foundations(query: str) -> tuple[Foundation, ...]:
    """Look up a number exactly, or the words of a name."""
    number, words = query.strip().upper(), set(fold(query).split())
    exact = tuple(each for each in FOUNDATIONS if each.rnf == number)
    return exact or tuple(each for each in FOUNDATIONS if words and words <= set(fold(each.name).split()))


@cache
def organisations() -> tuple[Organisation, ...]:
    """Read the built-in list, or the file that ``REGISTER_DATA`` names, when the first question comes."""
    path = Path(os.environ.get("REGISTER_DATA") or BUILT_IN)
    return msgspec.json.decode(path.read_bytes(), type=tuple[Organisation, ...])


def find(
    *, query: str | None, uai: str | None, postcode: str | None = None, state: str | None = None
) -> tuple[Organisation, ...]:
    """Look up as the real register does: a SIREN or SIRET alone decides, anything else is a search in words.

    Words match an association's RNA number exactly, or the name if it has all of them; filters narrow them alone.
    """
    number = (query or "").replace(" ", "")
    if number.isdecimal() and len(number) in {9, 14}:
        return tuple(unit for unit in organisations() if number in {unit.siren, unit.siret, unit.other_siret})
    wanted = set(fold(query or "").split())
    return tuple(
        unit
        for unit in organisations()
        if (not query or unit.rna == number.upper() or wanted <= set(fold(f"{unit.name} {unit.sigle or ''}").split()))
        and (not uai or uai.upper() in {unit.uai, unit.other_uai})
        and (not postcode or unit.postcode in postcode.split(","))
        and (not state or unit.state == state)
    )
