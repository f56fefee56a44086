"""Kinds of field that only a registration has: themes, paragraphs, moments, telephone numbers."""

import re
from difflib import get_close_matches
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError, PydanticKnownError

from shared.contracts.vocabulary import FORMATS, THEMES
from shared.http.inputs import Line, Lines, Moment, PhoneNumber, WebAddress

WRITTEN_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d.*")
THEME_SLUGS = tuple(slug for slug, _ in THEMES)
FORMAT_SLUGS = tuple(slug for slug, _ in FORMATS)
DIALLED_FROM_ABROAD = re.compile(r"\+(?:33|262|590|594|596)(?=[1-9][0-9]{8}$)")
"""Metropolitan France and the departments whose numbers are dialled with a leading 0 inside the country."""
BARE_DOMAIN = re.compile(r"(?:[\w-]+\.)+[A-Za-z]{2,}(?:[/?#].*)?")


def _theme(slug: str) -> str:
    return _word(slug, THEME_SLUGS, code="theme_unknown", kind="thème", list_address="/themes")


def _format(slug: str) -> str:
    return _word(slug, FORMAT_SLUGS, code="format_unknown", kind="format", list_address="/formats")


def _word(slug: str, known: tuple[str, ...], *, code: str, kind: str, list_address: str) -> str:
    if slug in known:
        return slug
    close = get_close_matches(slug.lower(), known, n=1, cutoff=0.6)
    raise PydanticCustomError(
        code,
        "« {value} » n’est pas un {kind} proposé.{suggestion} La liste complète : GET {list_address}",
        {
            "value": slug[:60],
            "kind": kind,
            "suggestion": f" Vouliez-vous écrire « {close[0]} » ?" if close else "",
            "list_address": list_address,
        },
    )


def _distinct(values: list[str]) -> list[str]:
    return list(dict.fromkeys(values))


def _paragraphs(text: str) -> str:
    """One blank at most between words, one empty line at most between paragraphs."""
    if text.isprintable() and "  " not in text:
        return text
    lines = re.sub(r" *\n *", "\n", re.sub(r"[^\S\n]+", " ", text))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def _written(value: object) -> object:
    """Refuse bare numbers, which pydantic would take for seconds since 1970."""
    if isinstance(value, str) and WRITTEN_MOMENT.fullmatch(value.strip()):
        return value.strip()
    raise PydanticKnownError("datetime_parsing", {"error": "not written as a date"})


def _blank_as_none(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


def _dialled(value: object) -> object:
    """``00`` is how people write ``+``; the 0 in parentheses is not dialled after it."""
    if not isinstance(value, str):
        return value
    text = re.sub(r"^\s*00(?=\d)", "+", value)
    return text.replace("(0)", "") if text.lstrip().startswith("+") else text


def _national(number: str) -> str:
    return DIALLED_FROM_ABROAD.sub("0", number)


def spaced(phone: str | None) -> str | None:
    """Write a number of ten digits in pairs, as it is read aloud; others as they are."""
    if not phone or phone.startswith("+"):
        return phone
    return " ".join(phone[position : position + 2] for position in range(0, len(phone), 2))


def _with_scheme(value: object) -> object:
    """People write ``www.exemple.fr``; every browser understands it as a web address, so do we."""
    if isinstance(value, str) and BARE_DOMAIN.fullmatch(value.strip()):
        return f"https://{value.strip()}"
    return value


Theme = Annotated[Line, AfterValidator(_theme)]
Themes = Annotated[list[Theme], AfterValidator(_distinct)]
Format = Annotated[Line, AfterValidator(_format)]
Paragraphs = Annotated[Lines, AfterValidator(_paragraphs)]
Instant = Annotated[Moment, BeforeValidator(_written)]
Blank = BeforeValidator(_blank_as_none)
"""In front of an optional field: an empty text is no text."""
Phone = Annotated[PhoneNumber, BeforeValidator(_dialled), AfterValidator(_national)]
Website = Annotated[WebAddress, BeforeValidator(_with_scheme)]
