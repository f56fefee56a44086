"""Themes and format of a record."""

from collections.abc import Mapping

from services.submission.imports.columns.columns import Cell
from services.submission.imports.mapping.completed import DEFAULT
from services.submission.imports.mapping.defaults import Defaults
from services.submission.imports.mapping.mapped import Draft
from services.submission.imports.mapping.who_may_come import read_openness
from services.submission.imports.mapping.words import Words, recognised, split
from services.submission.imports.text import one_line
from shared.geography import fold

TYPES = frozenset({"type", "type de manifestation", "type d evenement", "type evenement", "genre"})
FORMAT_UNSURE = (
    "« {} » peut être un sujet aussi bien qu’un format : ajoutez une colonne « Format » (Atelier, Conférence, Portes "
    "ouvertes…)."
)


def read_words(draft: Draft, defaults: Defaults, words: Words) -> None:
    """Fill in the themes, the format and who may come."""
    categories = [one_line(word) for word in split(cell.text for cell in draft.record.all("category") if cell.text)]
    _themes(draft, categories, defaults, words)
    _format(draft, defaults, words)
    read_openness(draft, defaults)


def _themes(draft: Draft, categories: list[str], defaults: Defaults, words: Words) -> None:
    own = [one_line(word) for word in split([draft.text("themes") or ""])]
    slugs, unknown = recognised(own, words.theme_words)
    if slugs and unknown:
        label = "Thème non reconnu" if len(unknown) == 1 else "Thèmes non reconnus"
        draft.notes.append(f"{label} : {', '.join(unknown)}.")
    if not own:
        slugs, _ = recognised(categories, words.theme_words)
        if slugs:
            label = "Thème tiré de la catégorie" if len(slugs) == 1 else "Thèmes tirés de la catégorie"
            draft.notes.append(f"{label} : {_labels(slugs, words.themes)}.")
    # A word of its own that stands for nothing is sent as it is: the platform suggests the nearest it knows.
    themes = slugs or own
    if not themes and defaults.themes:
        themes = list(defaults.themes)
        draft.complete("thème", _labels(themes, words.themes), defaults.source)
    if themes:
        draft.body["themes"] = themes


def _labels(slugs: list[str], labels: Mapping[str, str]) -> str:
    return ", ".join(f"« {labels.get(slug, slug)} »" for slug in slugs)


def _format(draft: Draft, defaults: Defaults, words: Words) -> None:
    own = one_line(draft.text("format") or "")
    if own:
        slugs, _ = recognised([own], words.format_words)
        draft.body["format"] = slugs[0] if slugs else own
        return
    of_title, of_type = words.format_at_start(draft.body.get("title", "")), _type(draft, words)
    slug = of_title or (words.format_words[fold(of_type)] if of_type else None)
    if slug:
        source = "titre" if of_title else f"type « {of_type} »"
        draft.notes.append(f"Format tiré du {source} : « {words.formats[slug]} ».")
        draft.body["format"] = slug
        return
    draft.body["format"] = defaults.format or "autre"
    label = words.formats.get(draft.body["format"], draft.body["format"])
    draft.complete("format", f"« {label} »", defaults.source if defaults.format else DEFAULT)
    categories = [cell for cell in draft.record.all("category") if _names_format(cell, words)]
    if categories and not defaults.format:
        draft.fault("/format", "format_unsure", FORMAT_UNSURE.format(categories[0].shown[:60]), categories[0])


def _type(draft: Draft, words: Words) -> str | None:
    """Return the word of a column that names types of manifestations, where that word is all that it says."""
    texts = [one_line(cell.text or "") for cell in draft.record.all("category") if fold(cell.column) in TYPES]
    return next((text for text in texts if fold(text) in words.format_words), None)


def _names_format(cell: Cell, words: Words) -> bool:
    return bool(recognised(split([cell.text or ""]), words.format_words)[0])
