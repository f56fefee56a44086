"""Themes, format and public of a record."""

from moisess.feed import words
from moisess.feed.columns import Cell
from moisess.feed.completed import DEFAULT
from moisess.feed.defaults import Defaults
from moisess.feed.mapped import Draft
from moisess.feed.openness import ACCEPTED, FIELDS, LABELS, understood
from moisess.feed.text import one_line
from shared.contracts.vocabulary import FORMATS, THEMES
from shared.geography import fold

FORMAT_LABELS, THEME_LABELS = dict(FORMATS), dict(THEMES)


def read_words(draft: Draft, defaults: Defaults) -> None:
    """Fill in the themes, the format and who may come."""
    categories = [
        one_line(word) for word in words.split(cell.text for cell in draft.record.all("category") if cell.text)
    ]
    _themes(draft, categories, defaults)
    _format(draft, categories, defaults)
    _openness(draft, defaults)


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
    return ", ".join(f"« {THEME_LABELS.get(slug, slug)} »" for slug in slugs)


def _format(draft: Draft, categories: list[str], defaults: Defaults) -> None:
    own = one_line(draft.text("format") or "")
    if own:
        slugs, _ = words.recognised([own], words.FORMAT_WORDS)
        draft.body["format"] = slugs[0] if slugs else own
        return
    slugs, _ = words.recognised(categories, words.FORMAT_WORDS)
    first_word = fold(draft.body.get("title", "")).partition(" ")[0]
    if not slugs and first_word in words.FORMAT_WORDS:
        slugs = [words.FORMAT_WORDS[first_word]]
        draft.notes.append(f"Format tiré du titre : « {FORMAT_LABELS[slugs[0]]} ».")
    draft.body["format"] = slugs[0] if slugs else defaults.format or "autre"
    if not slugs:
        label = FORMAT_LABELS.get(draft.body["format"], draft.body["format"])
        draft.complete("format", f"« {label} »", defaults.source if defaults.format else DEFAULT)


def _openness(draft: Draft, defaults: Defaults) -> None:
    read = [(cell, understood(one_line(cell.text or ""))) for cell in draft.record.all("openness")]
    if not read:
        word = defaults.openness or "open_to_all"
        draft.body.update(FIELDS[word])
        draft.complete("public", f"« {LABELS[word]} »", defaults.source if defaults.openness else DEFAULT)
        return
    # Where several columns say something, the one that keeps people out counts.
    cell, found = next((one for one in read if one[1].restricts), read[0])
    draft.columns.update({"/open_to_all": cell.column, "/access": cell.column})
    if found.word is None:
        draft.fault("/open_to_all", "openness_unknown", _not_understood(cell), cell)
        return
    draft.body.update(FIELDS[found.word])
    for other, meant in read:
        if meant.note and found.word == "open_to_all":
            draft.notes.append(meant.note)
        if other is not cell and meant.word is None:
            draft.notes.append(f"Colonne {other.column} : « {other.shown[:60]} » ne dit pas qui peut venir.")


def _not_understood(cell: Cell) -> str:
    return f"« {cell.shown[:60]} » ne dit pas qui peut venir. Mots acceptés : {ACCEPTED}."
