"""Themes and format of a record."""

from services.submission.imports.columns.columns import Cell
from services.submission.imports.mapping import words
from services.submission.imports.mapping.completed import DEFAULT
from services.submission.imports.mapping.defaults import Defaults
from services.submission.imports.mapping.mapped import Draft
from services.submission.imports.mapping.shipped import FORMATS, THEMES
from services.submission.imports.mapping.who_may_come import read_openness
from services.submission.imports.text import one_line
from shared.geography import fold

TYPES = frozenset({"type", "type de manifestation", "type d evenement", "type evenement", "genre"})
FORMAT_UNSURE = (
    "« {} » peut être un sujet aussi bien qu’un format : ajoutez une colonne « Format » (Atelier, Conférence, Portes "
    "ouvertes…)."
)


def read_words(draft: Draft, defaults: Defaults) -> None:
    """Fill in the themes, the format and who may come."""
    categories = [
        one_line(word) for word in words.split(cell.text for cell in draft.record.all("category") if cell.text)
    ]
    _themes(draft, categories, defaults)
    _format(draft, defaults)
    read_openness(draft, defaults)


def _themes(draft: Draft, categories: list[str], defaults: Defaults) -> None:
    own = [one_line(word) for word in words.split([draft.text("themes") or ""])]
    slugs, unknown = words.recognised(own, words.THEME_WORDS)
    if slugs and unknown:
        label = "Thème non reconnu" if len(unknown) == 1 else "Thèmes non reconnus"
        draft.notes.append(f"{label} : {', '.join(unknown)}.")
    if not own:
        slugs, _ = words.recognised(categories, words.THEME_WORDS)
        if slugs:
            label = "Thème tiré de la catégorie" if len(slugs) == 1 else "Thèmes tirés de la catégorie"
            draft.notes.append(f"{label} : {_theme_labels(slugs)}.")
    # A word of its own that stands for nothing is sent as it is: the platform suggests the nearest it knows.
    themes = slugs or own
    if not themes and defaults.themes:
        themes = list(defaults.themes)
        draft.complete("thème", _theme_labels(themes), defaults.source)
    if themes:
        draft.body["themes"] = themes


def _theme_labels(slugs: list[str]) -> str:
    return ", ".join(f"« {THEMES.get(slug, slug)} »" for slug in slugs)


def _format(draft: Draft, defaults: Defaults) -> None:
    own = one_line(draft.text("format") or "")
    if own:
        slugs, _ = words.recognised([own], words.FORMAT_WORDS)
        draft.body["format"] = slugs[0] if slugs else own
        return
    of_title, of_type = words.format_at_start(draft.body.get("title", "")), _type(draft)
    slug = of_title or (words.FORMAT_WORDS[fold(of_type)] if of_type else None)
    if slug:
        source = "titre" if of_title else f"type « {of_type} »"
        draft.notes.append(f"Format tiré du {source} : « {FORMATS[slug]} ».")
        draft.body["format"] = slug
        return
    draft.body["format"] = defaults.format or "autre"
    label = FORMATS.get(draft.body["format"], draft.body["format"])
    draft.complete("format", f"« {label} »", defaults.source if defaults.format else DEFAULT)
    categories = [cell for cell in draft.record.all("category") if _names_format(cell)]
    if categories and not defaults.format:
        draft.fault("/format", "format_unsure", FORMAT_UNSURE.format(categories[0].shown[:60]), categories[0])


def _type(draft: Draft) -> str | None:
    """Return the word of a column that names types of manifestations, where that word is all that it says."""
    texts = [one_line(cell.text or "") for cell in draft.record.all("category") if fold(cell.column) in TYPES]
    return next((text for text in texts if fold(text) in words.FORMAT_WORDS), None)


def _names_format(cell: Cell) -> bool:
    return bool(words.recognised(words.split([cell.text or ""]), words.FORMAT_WORDS)[0])
