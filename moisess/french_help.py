"""The help of every command in French, its frame included."""

import re
from typing import Any

from attrs import evolve
from cyclopts.help import DefaultFormatter, HelpEntry, HelpPanel
from cyclopts.help.inline_text import InlineText
from cyclopts.help.specs import AsteriskColumn, ColumnSpec, NameRenderer
from rich.console import Console, ConsoleOptions, RenderableType
from rich.text import Text

TITLES = {"Commands": "Commandes", "Parameters": "Options", "Arguments": "Arguments"}
WORDS = {
    "COMMAND": "COMMANDE",
    "STR": "TEXTE",
    "INT": "NOMBRE",
    "FLOAT": "NOMBRE",
    "PATH": "FICHIER",
    "CHOICE": "CHOIX",
    "DIR": "DOSSIER",
}
WORD = re.compile(r"[A-Z]+")
NAMES_SHARE = 0.35
"""Of the width of the terminal."""


class FrenchHelp(DefaultFormatter):
    """Says in French what the package says around our own texts."""

    def __call__(self, console: Console, options: ConsoleOptions, panel: HelpPanel) -> None:
        """Print one panel."""
        title = TITLES.get(str(panel.title), panel.title)
        entries = [evolve(entry, metavar=_in_french(entry.metavar)) for entry in panel.entries]
        super().__call__(console, options, panel.copy(title=title, entries=entries))

    def render_usage(self, console: Console, options: ConsoleOptions, usage: Any) -> None:  # noqa: ARG002
        """Print how the command is written."""
        if usage:
            console.print(Text(f"Usage : {_in_french(str(usage))}", style="bold"))


def _in_french(words: str | None) -> str | None:
    return WORD.sub(lambda found: WORDS.get(found[0], found[0]), words) if words else words


def _described(entry: HelpEntry) -> RenderableType:
    remarks = []
    if entry.choices:
        remarks.append(f"[choix : {', '.join(entry.choices)}]")
    if entry.default not in {None, "False"}:
        remarks.append(f"[par défaut : {entry.default}]")
    if entry.required:
        remarks.append("[obligatoire]")
    text = InlineText(entry.description or Text())
    for remark in remarks:
        text.append(Text(remark, style="dim"))
    return text


def _columns(console: Console, options: ConsoleOptions, entries: list[HelpEntry]) -> tuple[ColumnSpec, ...]:  # noqa: ARG001 -- the package calls it so
    widest = int(console.width * NAMES_SHARE)
    name = ColumnSpec(renderer=NameRenderer(max_width=widest), style="cyan", max_width=widest)
    described = ColumnSpec(renderer=_described, overflow="fold")
    return (AsteriskColumn, name, described) if any(entry.required for entry in entries) else (name, described)


FRENCH_HELP = FrenchHelp(column_specs=_columns)
