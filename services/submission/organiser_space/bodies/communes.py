"""Which commune a person means who gives a postcode, a name, or a choice in a list; pure."""

import re
from collections.abc import Mapping
from typing import Any

from shared.errors import FieldError
from shared.french.typography import listed, town
from shared.geography import Commune, communes_named, communes_of_postcode

ARRONDISSEMENT = re.compile(r"751[0-2][0-9]|6938[1-9]|132[01][0-9]")
"""Parts of Paris, Lyon and Marseille: nobody should have to choose between a city and itself."""
MOST_NAMED = 6
CEDEX = re.compile(r"\s*\bcedex\b.*", re.IGNORECASE)


def chosen_commune(place: Mapping[str, Any]) -> Commune | None:
    """Return the commune meant by a postcode with a code (from a list) or a name; None where it is in doubt."""
    candidates = communes_of_postcode(_postcode(place))
    if picked := [commune for commune in candidates if commune.code == _text(place, "commune_code")]:
        return picked[0]
    whole = _without_arrondissements(candidates)
    name = _text(place, "commune")
    if not name:
        return whole[0] if len(whole) == 1 else None
    named = [commune for commune in communes_named(name) if commune in candidates]
    return named[0] if named else None


def chosen_region(postcode: str) -> str | None:
    """Return the region that a postcode is in; None for one that is none."""
    communes = communes_of_postcode("".join(postcode.split()))
    return communes[0].region_code if communes else None


def offered_communes(place: Mapping[str, Any]) -> tuple[Commune, ...]:
    """Return what to choose from; none where the postcode or the name is enough."""
    whole = _without_arrondissements(communes_of_postcode(_postcode(place)))
    if chosen_commune({**place, "commune_code": ""}):
        return ()
    # A name that is none of theirs may be that of a locality: the commune that it lies in is to be said.
    return whole


def commune_fault(place: Mapping[str, Any]) -> FieldError | None:
    """Say why no commune was found, at the field where it is mended; None where the postcode itself is missing."""
    postcode, name = _postcode(place), _text(place, "commune")
    if not postcode:
        return None
    whole = _without_arrondissements(communes_of_postcode(postcode))
    if not whole:
        return FieldError(
            pointer="/place/postcode",
            code="postcode_unknown",
            message=_no_postcode(postcode, name),
            value=postcode[:200],
        )
    if len(whole) == 1:
        only = whole[0].name
        return FieldError(
            pointer="/place/commune_code",
            code="commune_of_another_postcode",
            message=f"Le code postal {postcode} est celui de {town(only)}, non de « {name[:60]} ». Si c’en est un "
            f"lieu-dit, choisissez {town(only)} et mettez le lieu-dit dans l’adresse ; sinon corrigez le code postal.",
            value=name[:200],
        )
    choose = (
        f"« {name[:60]} » n’en est pas une : si c’est un lieu-dit, mettez-le dans l’adresse et choisissez"
        if name
        else "Choisissez"
    )
    return FieldError(
        pointer="/place/commune_code",
        code="commune_to_choose",
        message=f"Plusieurs communes ont le code postal {postcode}. {choose} la vôtre dans la liste.",
        value=name[:200] or None,
    )


def _no_postcode(postcode: str, name: str) -> str:
    """Say which postcode is meant where a town is named with its CEDEX, else that there is none."""
    bare = CEDEX.sub("", name).strip()
    department = postcode[:3] if postcode.startswith(("97", "98")) else postcode[:2]
    meant = [
        commune
        for commune in _without_arrondissements(communes_named(bare))
        if commune.postcodes and commune.postcodes[0].startswith(department)
    ]
    if not meant:
        return (
            f"Aucune commune n’a le code postal « {postcode[:20]} » : vérifiez-le, sachant qu’un code CEDEX ne "
            "convient pas."
        )
    known = " ; ".join(f"{listed(each.postcodes[:MOST_NAMED], 'ou')} pour {town(each.name)}" for each in meant[:2])
    return f"« {postcode[:20]} » n’est pas le code postal d’un lieu (c’est sans doute un CEDEX) : écrivez {known}."


def _without_arrondissements(communes: tuple[Commune, ...]) -> tuple[Commune, ...]:
    return tuple(commune for commune in communes if not ARRONDISSEMENT.fullmatch(commune.code))


def _text(place: Mapping[str, Any], name: str) -> str:
    value = place.get(name)
    return value.strip() if isinstance(value, str) else ""


def _postcode(place: Mapping[str, Any]) -> str:
    return "".join(_text(place, "postcode").split())
