"""Themes, format and public of a record."""

from moisess.feed import words
from moisess.feed.defaults import Defaults
from moisess.feed.mapped import Draft
from moisess.feed.text import one_line
from shared.geography import fold

EXPLICIT = frozenset({"openness", "ouverture"})


def read_words(draft: Draft, defaults: Defaults) -> None:
    """Fill in ``themes``, ``format`` and ``openness``."""
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
        draft.notes.append(f"Thèmes non reconnus : {', '.join(unknown)}.")
    if not own:
        slugs, _ = words.recognised(categories, words.THEME_WORDS)
        if slugs:
            draft.notes.append(f"Thèmes tirés de la catégorie : {', '.join(slugs)}.")
    # A word of its own that stands for nothing is sent as it is: the platform suggests the nearest it knows.
    themes = slugs or own or list(defaults.themes)
    if themes:
        draft.body["themes"] = themes


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
        draft.notes.append(f"Format tiré du titre : {slugs[0]}.")
    draft.body["format"] = slugs[0] if slugs else defaults.format or "autre"
    if not slugs and not defaults.format:
        draft.notes.append("Format non précisé : « autre ».")


def _openness(draft: Draft, defaults: Defaults) -> None:
    cell = draft.record.first("openness")
    text = one_line(draft.text("openness") or "")
    if cell is None or not text:
        draft.body["openness"] = defaults.openness
        return
    word = words.openness(text)
    if word:
        draft.body["openness"] = word
    elif cell.column.casefold() in EXPLICIT or words.is_restricted(text):
        message = (
            f"« {text[:60]} » ne dit pas si la manifestation est ouverte à tous, sur invitation ou réservée aux "
            "professionnels : écrivez l’un des trois."
        )
        draft.fault("/openness", "openness_unknown", message, cell)
    else:
        draft.body["openness"] = defaults.openness
        draft.notes.append(f"Public non reconnu (« {text[:60]} ») : valeur par défaut.")
