"""Which commune is meant: by INSEE code, or by postcode and name together; never by a guess between several."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from services.submission.imports.mapping.postcodes import (
    CEDEX_OF,
    main_postcode,
    of_quarter,
    parted,
    start_of_postcodes,
)
from services.submission.imports.mapping.quarters import arrondissement_in, successor_note
from shared.geography import Commune, communes_named, communes_of_postcode, find_commune, fold, successor_of
from shared.geography.arrondissements import ARRONDISSEMENTS

POSTCODE_IN_ADDRESS = re.compile(r"(?<!\d)(\d{5})(?!\d)\s*([^,;\d]*)")
CEDEX = re.compile(r"\bc(?:[eé]dex|dx)\b.*", re.IGNORECASE)
BESIDE = re.compile(r"\(.*?\)|(?:^|\s)[-–]\s.*")
ARTICLE = re.compile(r"^(?:les?|la|l) ")
MOST_NAMED = 8
SEVERAL = "L’adresse a plusieurs codes postaux ({}) : donnez le lieu de chaque manifestation sur une ligne à elle."


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A commune with the postcode to write; or the field that stands in the way, and a French sentence on it."""

    commune: Commune | None = None
    postcode: str | None = None
    note: str | None = None
    fault: str | None = None
    at_fault: str = "/place/commune_code"
    value: str | None = None


@lru_cache(maxsize=4096)
def locate(*, code: str | None, postcode: str | None, city: str | None, address: str) -> Found:
    """Find the commune. What the address says counts only where its own column is empty."""
    in_address = list(POSTCODE_IN_ADDRESS.finditer(address))
    several = None if postcode or code else _several(found[1] for found in in_address)
    return several or _located(code, postcode, city, address, in_address)


def _located(
    code: str | None, postcode: str | None, city: str | None, address: str, in_address: Sequence[re.Match[str]]
) -> Found:
    if in_address and postcode in {None, in_address[-1][1]}:
        postcode = in_address[-1][1]
        city = city or BESIDE.sub("", f"{in_address[-1][2]} ").strip() or None
    postcode, city = parted(postcode, city)
    if postcode and postcode.isdecimal() and len(postcode) == len("1000"):
        postcode = f"0{postcode}"
    commune = find_commune(code.zfill(5).upper()) if code else None
    if commune:
        return _with_postcode(commune, postcode, None)
    if postcode is None and (quarter := arrondissement_in(city, address)):
        note = f"Arrondissement compris : {quarter.name}, code postal {quarter.postcodes[0]}."
        return Found(commune=quarter, postcode=quarter.postcodes[0], note=note)
    found = _by_name(postcode, CEDEX.sub("", city).strip() if city else None)
    if code and found.commune:
        return Found(
            commune=found.commune,
            postcode=found.postcode,
            note=f"Code INSEE {code} inconnu aujourd’hui : {found.commune.name} ({found.commune.code}), par son nom et "
            "son code postal.",
        )
    if code and (successor := successor_of(code.zfill(5).upper())):
        note = f"Code INSEE {code} : la commune d’aujourd’hui est {successor.name} ({successor.code})."
        return _with_postcode(successor, postcode if postcode in successor.postcodes else None, note)
    if code and found.fault:
        return Found(postcode=postcode, fault=f"« {code} » n’est le code INSEE d’aucune commune.", value=code)
    return found


def _several(postcodes: Iterable[str]) -> Found | None:
    """Refuse to choose between postcodes of one address."""
    known = dict.fromkeys(postcode for postcode in postcodes if communes_of_postcode(postcode))
    if len(known) <= 1:
        return None
    return Found(fault=SEVERAL.format(", ".join(known)), at_fault="/place/postcode")


def _by_name(postcode: str | None, city: str | None) -> Found:
    if postcode is None:
        if city is None:
            return Found(fault="La commune manque : donnez son code INSEE, ou son nom et son code postal.")
        return _by_name_alone(city)
    there = communes_of_postcode(postcode)
    if not there:
        return _by_unknown_postcode(postcode, city)
    return _by_postcode_alone(postcode, there) if city is None else _by_both(postcode, there, city)


def _by_both(postcode: str, there: Sequence[Commune], city: str) -> Found:
    if match := _matching(city, there):
        return Found(commune=match, postcode=postcode, note=successor_note(city, match))
    if whole := _beginning_with(city, there):
        note = f"« {city} » compris comme {whole.name}, la seule commune du code postal {postcode} qui commence ainsi."
        return Found(commune=whole, postcode=postcode, note=note)
    if elsewhere := communes_named(city):
        fault = (
            f"« {city} » n’a pas le code postal {postcode} (c’est celui de {_names(there)}) mais "
            f"{_postcodes(elsewhere)} : corrigez l’un des deux."
        )
        return Found(postcode=postcode, fault=fault, value=city)
    if len(there) > 1:
        fault = f"« {city} » n’est aucune des communes du code postal {postcode} : {_names(there)}."
        return Found(postcode=postcode, fault=fault, value=city)
    note = f"« {city} » n’est pas une commune : rattachée à {there[0].name}, seule commune du code postal {postcode}."
    return Found(commune=there[0], postcode=postcode, note=note)


def _by_postcode_alone(postcode: str, there: Sequence[Commune]) -> Found:
    if len(there) == 1:
        return Found(commune=there[0], postcode=postcode, note=f"Commune déduite du code postal : {there[0].name}.")
    fault = f"Le code postal {postcode} est celui de plusieurs communes ({_names(there)}) : indiquez laquelle."
    return Found(postcode=postcode, fault=fault)


def _by_name_alone(city: str) -> Found:
    named = communes_named(city)
    if len(named) == 1:
        return _with_postcode(named[0], None, successor_note(city, named[0]) or "Code postal déduit de la commune.")
    if named:
        fault = f"{len(named)} communes s’appellent « {city} » : ajoutez le code postal."
        return Found(fault=fault, value=city)
    return Found(
        fault=f"Aucune commune ne s’appelle « {city} » : vérifiez le nom, ou ajoutez le code postal.", value=city
    )


def _by_unknown_postcode(postcode: str, city: str | None) -> Found:
    """CEDEX postcodes serve large receivers of mail; no commune has one."""
    near = [commune for commune in communes_named(city or "") if postcode.startswith(start_of_postcodes(commune))]
    if not near and city and postcode[:4].isdecimal():
        # « Sainte-Clotilde Cedex » is a quarter, whose own postcode is the CEDEX without its last figure.
        near = list(communes_of_postcode(of_quarter(postcode)))
    if len(near) != 1:
        fault = f"Le code postal {postcode} n’est celui d’aucune commune : vérifiez-le (les CEDEX ne conviennent pas)."
        return Found(fault=fault, at_fault="/place/postcode", value=postcode)
    commune = near[0]
    if len(commune.postcodes) == 1 or commune.code in ARRONDISSEMENTS:
        return _with_postcode(commune, None, f"Code postal {postcode} remplacé : c’est un CEDEX, ou il n’existe pas.")
    main = main_postcode(commune, postcode)
    others = ", ".join(commune.postcodes)
    return Found(
        commune=commune,
        postcode=main,
        fault=CEDEX_OF.format(postcode, commune.name, main, others),
        at_fault="/place/postcode",
        value=postcode,
    )


def _with_postcode(commune: Commune, postcode: str | None, note: str | None) -> Found:
    if postcode:
        return Found(commune=commune, postcode=postcode, note=note)
    if len(commune.postcodes) == 1:
        return Found(commune=commune, postcode=commune.postcodes[0], note=note)
    return Found(
        commune=commune,
        fault=f"{commune.name} a plusieurs codes postaux ({', '.join(commune.postcodes)}) : indiquez lequel.",
        at_fault="/place/postcode",
    )


def _matching(city: str, there: Sequence[Commune]) -> Commune | None:
    folded = fold(BESIDE.sub("", f"{city} "))
    if quarter := arrondissement_in(folded, ""):
        city = quarter.name
    named = {commune.code for name in (city, BESIDE.sub("", f"{city} ")) for commune in communes_named(name)}
    exact = [commune for commune in there if commune.code in named]
    bare = ARTICLE.sub("", folded)
    close = exact or [commune for commune in there if ARTICLE.sub("", fold(commune.name)) == bare]
    return close[0] if len(close) == 1 else None


def _beginning_with(city: str, there: Sequence[Commune]) -> Commune | None:
    found = [commune for commune in there if fold(commune.name).startswith(f"{fold(city)} ")]
    return found[0] if len(found) == 1 else None


def _names(communes: Sequence[Commune]) -> str:
    names = [f"{commune.name} {commune.code}" for commune in communes[:MOST_NAMED]]
    return ", ".join([*names, "…"] if len(communes) > MOST_NAMED else names)


def _postcodes(communes: Sequence[Commune]) -> str:
    postcodes = [postcode for commune in communes for postcode in commune.postcodes]
    return ", ".join([*postcodes[:MOST_NAMED], "…"] if len(postcodes) > MOST_NAMED else postcodes)
