"""Kinds of field that only a registration has: paragraphs, themes, telephone numbers, languages."""

import re
from collections.abc import Hashable, Iterable
from difflib import get_close_matches
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BeforeValidator, StringConstraints, ValidationInfo
from pydantic_core import PydanticCustomError, PydanticKnownError

from shared.contracts.submission import EditionChanged
from shared.editions.rules import format_labels, theme_labels
from shared.http.inputs import Line, Lines, PhoneNumber, WebAddress
from shared.text import cleaned

H = TypeVar("H", bound=Hashable)

DIALLED_FROM_ABROAD = re.compile(r"\+(?:33|262|590|594|596)(?=[1-9][0-9]{8}$)")
"""Metropolitan France and the departments whose numbers are dialled with a leading 0 inside the country."""
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?(?:-[a-z0-9]{5,8})*")
COUNTRY, SCRIPT = 2, 4
BARE_DOMAIN = re.compile(r"(?:[\w-]+\.)+[A-Za-z]{2,}(?:[/?#].*)?")


def _theme(slug: str, info: ValidationInfo) -> str:
    known = theme_labels(_edition(info))
    return _word(slug, known, code="theme_unknown", kind="thème", list_address="/themes")


def _format(slug: str, info: ValidationInfo) -> str:
    known = format_labels(_edition(info))
    return _word(slug, known, code="format_unknown", kind="format", list_address="/formats")


def _print_title(text: str, info: ValidationInfo) -> str:
    return _short(text, _edition(info).print_limits.title)


def _print_text(text: str, info: ValidationInfo) -> str:
    return _short(text, _edition(info).print_limits.text)


def _short(text: str, most: int) -> str:
    if len(text) > most:
        raise PydanticKnownError("string_too_long", {"max_length": most})
    return text


def _edition(info: ValidationInfo) -> EditionChanged:
    edition: EditionChanged = (info.context or {})["edition"]
    return edition


def _word(slug: str, known: Iterable[str], *, code: str, kind: str, list_address: str) -> str:
    if slug in known:
        return slug
    close = get_close_matches(slug.lower(), [*known], n=1, cutoff=0.6)
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


def _distinct(values: tuple[H, ...]) -> tuple[H, ...]:
    return tuple(dict.fromkeys(values))


def _paragraphs(text: str) -> str:
    """One blank at most between words, one empty line at most between paragraphs."""
    if text.isprintable() and "  " not in text:
        return text
    lines = re.sub(r" *\n *", "\n", re.sub(r"[^\S\n]+", " ", text))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def _blank_as_none(value: object) -> object:
    return None if isinstance(value, str) and not cleaned(value).strip() else value


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


def _language(text: str) -> str:
    parts = text.replace("_", "-").split("-")
    tag = "-".join([parts[0].lower(), *(_subtag(part) for part in parts[1:])])
    if not LANGUAGE.fullmatch(tag):
        raise PydanticCustomError(
            "language_format",
            "« {value} » n’est pas un code de langue : écrivez par exemple br, oc, en ou pt-BR.",
            {"value": text[:40]},
        )
    return tag


def _subtag(part: str) -> str:
    """Write a country in capitals and a script with one, as everybody does."""
    if len(part) == COUNTRY:
        return part.upper()
    return part.title() if len(part) == SCRIPT else part.lower()


Paragraphs = Annotated[Lines, AfterValidator(_paragraphs)]
Theme = Annotated[Line, AfterValidator(_theme)]
Distinct = AfterValidator(_distinct)
"""Behind a list: what comes twice counts once."""
Themes = Annotated[tuple[Theme, ...], Distinct]
Format = Annotated[Line, AfterValidator(_format)]
PrintTitle = Annotated[Line, AfterValidator(_print_title)]
PrintText = Annotated[Paragraphs, AfterValidator(_print_text)]
"""As long as the edition has room for."""
Blank = BeforeValidator(_blank_as_none)
"""In front of an optional field: an empty text is no text."""
Phone = Annotated[PhoneNumber, BeforeValidator(_dialled), AfterValidator(_national)]
Website = Annotated[WebAddress, BeforeValidator(_with_scheme)]
Language = Annotated[Line, AfterValidator(_language), StringConstraints(max_length=35)]
"""BCP 47: ``br``, ``pt-BR``."""
