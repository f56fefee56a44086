"""Words that a filter may have, each checked, with a French sentence where it is refused."""

from collections.abc import Callable, Mapping
from typing import Annotated, get_args

from pydantic import AfterValidator, Field, ValidationInfo
from pydantic_core import PydanticCustomError

from services.programme.listings.rules.around import around, communes_meant
from services.programme.listings.rules.dates import PARTS
from shared.contracts.submission import EditionChanged
from shared.contracts.vocabulary import AccessibilityCode, Audience
from shared.editions.rules import format_labels, theme_labels
from shared.geography import department, epci, find_commune, region, search_communes
from shared.http.communes import refuse_merged
from shared.http.inputs import Line

ANY = "any"
"""Accessible for whatever need."""


def _known(what: str, find: Callable[[str], object | None]) -> AfterValidator:
    def check(value: str) -> str:
        return _found(value, find(value), what)

    return AfterValidator(check)


def _of_edition(what: str, words_of: Callable[[EditionChanged], Mapping[str, str]]) -> AfterValidator:
    def check(value: str, info: ValidationInfo) -> str:
        return _found(value, words_of((info.context or {})["edition"]).get(value), what)

    return AfterValidator(check)


def _one_of(what: str, words: frozenset[str]) -> AfterValidator:
    return _known(what, lambda value: value if value in words else None)


def _found(value: str, found: object | None, what: str) -> str:
    if found is None:
        raise PydanticCustomError(
            "not_in_list", "« {value} » n’est pas {what} : vérifiez-le.", {"value": value[:80], "what": what}
        )
    return value


def _of_today(code: str) -> str:
    refuse_merged(code)
    return code


def _somewhere(value: str) -> str:
    if around(value):
        return value
    shown = value[:80]
    if communes_meant(value):
        raise PydanticCustomError(
            "place_without_position",
            "Nous ne savons pas où « {value} » se trouve sur la carte : cherchez par département, ou près "
            "d’une commune voisine.",
            {"value": shown},
        )
    close = [f"« {each.name} »" for each in search_communes(value[:4], limit=3)]
    raise PydanticCustomError(
        "place_unknown",
        "« {value} » n’est ni une commune, ni un code postal : vérifiez l’orthographe{close}.",
        {"value": shown, "close": f", par exemple {', '.join(close)}" if close else ""},
    )


RegionCode = Annotated[Line, _known("le code INSEE d’une région", region), Field(max_length=3)]
DepartmentCode = Annotated[Line, _known("le code d’un département", department), Field(max_length=3)]
EpciCode = Annotated[Line, _known("le SIREN d’une intercommunalité", epci), Field(max_length=9)]
CommuneCode = Annotated[
    Line, AfterValidator(_of_today), _known("le code INSEE d’une commune", find_commune), Field(max_length=5)
]
Somewhere = Annotated[Line, Field(max_length=100), AfterValidator(_somewhere)]
ThemeSlug = Annotated[Line, _of_edition("l’un des thèmes proposés", theme_labels)]
FormatSlug = Annotated[Line, _of_edition("l’un des formats proposés", format_labels)]
AudienceWord = Annotated[Line, _one_of("l’un des publics proposés", frozenset(get_args(Audience)))]
AccessibilityWord = Annotated[
    Line, _one_of("l’une des accessibilités proposées", frozenset({ANY, *get_args(AccessibilityCode)}))
]
PartWord = Annotated[Line, _one_of("un moment de la journée (morning, afternoon, evening)", frozenset(PARTS))]
LanguageCode = Annotated[Line, Field(max_length=20, pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$")]
