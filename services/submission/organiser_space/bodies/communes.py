"""Which commune a person means who gives a postcode, a name, or a choice in a list; pure."""

import re
from collections.abc import Mapping
from typing import Any

from shared.errors import FieldError
from shared.french.typography import listed, town
from shared.geography import Commune, communes_named, communes_of_postcode, find_commune
from shared.geography.arrondissements import CITY_OF

MOST_NAMED = 6
MOST_MEANT = 8
POSTCODE = re.compile(r"[0-9]{5}")
CEDEX = re.compile(r"\s*\bcedex\b.*", re.IGNORECASE)
QUARTER = re.compile(r"\s{1,5}\d{1,2}\s{0,5}(?:er|e|è|ème|eme)?(?:\s{1,5}arr\w{0,12}\.?)?$", re.IGNORECASE)
"""« Lyon 3 », « Paris 4e arrondissement »: the postcode says which."""
WITH_POSTCODE = re.compile(r"(?P<before>\d{5})\s{1,5}(?P<town>\D.*)|(?P<name>.{0,99}\D)\s{1,5}\(?(?P<behind>\d{5})\)?")
INSTEAD = re.compile(r"([0-9AB]{5}):([0-9]{5})")
"""What the list sends where the postcode is a CEDEX, or missing: a commune, and its postcode."""

Values = Mapping[str, Any]


def settled(place: Values) -> Values:
    """Return a place with the postcode that was chosen in the list, or stands beside the name of its commune."""
    beside = WITH_POSTCODE.fullmatch(_text(place, "commune")) if not _postcode(place) else None
    if beside:
        postcode, town_name = beside["before"] or beside["behind"], beside["town"] or beside["name"]
        return {**place, "postcode": postcode, "commune": town_name}
    chosen = INSTEAD.fullmatch(_text(place, "commune_code"))
    if chosen and any(chosen[1] == each.code and chosen[2] in each.postcodes for each in _behind_cedex(place)):
        return {**place, "commune_code": chosen[1], "postcode": chosen[2]}
    return place


def chosen_commune(place: Values) -> Commune | None:
    """Return the commune meant by a postcode with a code (from a list) or a name; None where it is in doubt."""
    place = settled(place)
    candidates = communes_of_postcode(_postcode(place))
    if picked := [commune for commune in candidates if commune.code == _text(place, "commune_code")]:
        return picked[0]
    whole = _without_arrondissements(candidates)
    name = _town(place)
    if not name:
        return whole[0] if len(whole) == 1 else None
    named = [commune for commune in communes_named(name) if commune in candidates]
    return named[0] if named else None


def chosen_region(postcode: str) -> str | None:
    """Return the region that a postcode is in; None for one that is none."""
    communes = communes_of_postcode("".join(postcode.split()))
    return communes[0].region_code if communes else None


def offered_communes(place: Values) -> list[tuple[str, str]]:
    """Return what to choose from, what is sent and what is read; nothing where the postcode or the name is enough."""
    place = settled(place) if WITH_POSTCODE.fullmatch(_text(place, "commune")) else place
    if behind := _behind_cedex(place):
        pairs = [(commune, postcode) for commune in behind for postcode in commune.postcodes]
        return [(f"{commune.code}:{postcode}", f"{town(commune.name)} ({postcode})") for commune, postcode in pairs]
    if chosen_commune({**place, "commune_code": ""}):
        return []
    # A name that is none of theirs may be that of a locality: the commune that it lies in is to be said.
    whole = _without_arrondissements(communes_of_postcode(_postcode(place)))
    return [(commune.code, commune.name) for commune in whole]


def commune_fault(place: Values) -> FieldError | None:
    """Say why no commune was found, at the field where it is mended; None where the postcode itself is missing."""
    place = settled(place)
    postcode, name = _postcode(place), _text(place, "commune")
    if not postcode:
        return None
    whole = _without_arrondissements(communes_of_postcode(postcode))
    if not whole:
        return FieldError(
            pointer="/place/postcode",
            code="postcode_unknown",
            message=_no_postcode(place),
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


def _no_postcode(place: Values) -> str:
    """Say which postcode is meant where a town is named with its CEDEX, else that there is none."""
    postcode, meant = _postcode(place)[:20], _behind_cedex(place)
    if not meant:
        return (
            f"Aucune commune n’a le code postal « {postcode} » : vérifiez-le, sachant qu’un code CEDEX ne convient pas."
        )
    few = [each for each in meant if len(each.postcodes) <= MOST_NAMED]
    known = " ; ".join(f"{listed(each.postcodes, 'ou')} pour {town(each.name)}" for each in few)
    return (
        f"« {postcode} » n’est pas le code postal d’un lieu (c’est sans doute un CEDEX) : choisissez la commune dans "
        f"la liste{f', ou écrivez {known}' if known else ''}."
    )


def _behind_cedex(place: Values) -> tuple[Commune, ...]:
    """Return the communes that are meant by a name, where no place has the postcode, or none is given."""
    postcode = _postcode(place)
    if postcode and (not POSTCODE.fullmatch(postcode) or communes_of_postcode(postcode)):
        return ()
    chosen = INSTEAD.fullmatch(_text(place, "commune_code"))
    known = find_commune(chosen[1]) if chosen else None
    department = postcode[:3] if postcode.startswith(("97", "98")) else postcode[:2]
    named = (known,) if known else _without_arrondissements(communes_named(_town(place)))
    return tuple(each for each in named if each.postcodes and each.postcodes[0].startswith(department))[:MOST_MEANT]


def _without_arrondissements(communes: tuple[Commune, ...]) -> tuple[Commune, ...]:
    """Leave them out: nobody should have to choose between a city and itself."""
    return tuple(commune for commune in communes if commune.code not in CITY_OF)


def _town(place: Values) -> str:
    return QUARTER.sub("", CEDEX.sub("", _text(place, "commune")).strip())


def _text(place: Values, name: str) -> str:
    value = place.get(name)
    return value.strip() if isinstance(value, str) else ""


def _postcode(place: Values) -> str:
    return "".join(_text(place, "postcode").split())
