"""Title and description in other languages: a block each, whose language is chosen in a list."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from shared.contracts.content import Content
from shared.errors import FieldError
from shared.french.languages import french_name

TRANSLATIONS = "translations"
OF_TRANSLATION = ("language", "title", "description")
MOST_OFFERED = 12
"""Blocks of a form; a program may send more, and they are shown."""

Values = Mapping[str, Any]


def translated(values: Values) -> list[dict[str, Any]]:
    """Return the blocks that say something, in their order: a form sends them by their position."""
    found = values.get(TRANSLATIONS)
    by_position = found.items() if isinstance(found, Mapping) else ()
    blocks = sorted((int(position), block) for position, block in by_position if position.isdecimal())
    return [dict(block) for _, block in blocks if isinstance(block, Mapping) and block]


def in_positions(blocks: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return blocks as a form sends them."""
    return {str(position): block for position, block in enumerate(blocks)}


def translations_of(values: Values) -> dict[str, dict[str, Any]]:
    """Return this part of the body, by language; a block without one is left out."""
    return {
        str(block["language"]): {name: block[name] for name in ("title", "description") if name in block}
        for block in translated(values)
        if block.get("language")
    }


def translation_faults(values: Values) -> Iterator[FieldError]:
    """Say which blocks name no language, or one that another names."""
    seen: set[str] = set()
    for position, block in enumerate(translated(values)):
        language, pointer = str(block.get("language") or ""), f"/{TRANSLATIONS}/{position}/language"
        if not language:
            message = "Choisissez la langue de cette traduction, ou videz son titre et sa description."
            yield FieldError(pointer=pointer, code="required", message=message)
        elif language in seen:
            message = f"Il y a déjà une traduction en {french_name(language)} : gardez-en une, ou changez de langue."
            yield FieldError(pointer=pointer, code="language_twice", message=message, value=language[:40])
        seen.add(language)


def translation_fault(error: FieldError, values: Values) -> FieldError:
    """Bring a fault of the body, which names the language, to the block."""
    _, _, language, *field = error.pointer.split("/")
    blocks = [str(block.get("language") or "") for block in translated(values)]
    position = blocks.index(language) if language in blocks else 0
    pointer = f"/{TRANSLATIONS}/{position}/{field[0] if field and field[0] in OF_TRANSLATION else 'language'}"
    if error.code == "required":
        message = f"Donnez le titre en {french_name(language)}, ou videz cette traduction."
    else:
        message = f"Traduction en {french_name(language)} : {error.message[:1].lower()}{error.message[1:]}"
    return replace(error, pointer=pointer, message=message)


def translation_values(content: Content) -> dict[str, dict[str, Any]]:
    """Return what the form shows of them."""
    return in_positions(
        [
            {
                "language": language,
                "title": text.title,
                **({"description": text.description} if text.description else {}),
            }
            for language, text in content.translations.items()
        ]
    )
