"""What a person at the terminal sees of an import."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from moisess.feed.wrapped import say
from services.submission.imports.rules.rows import LABELS, PLURALS, TO_LOOK_AT, Outcome
from shared.french.typography import number, plural, typo

MOST_ROWS = 20
STYLES: Mapping[Outcome, str] = {
    "new": "cyan",
    "registered": "green",
    "updated": "green",
    "unchanged": "green",
    "incomplete": "yellow",
    "duplicate": "dim",
    "refused": "red",
    "set_aside": "dim",
}
STAGES = {"reading": "Lecture", "sending": "Inscription"}


class Bar:
    """How far an import is."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task = progress.add_task("Lecture", total=None)

    def show(self, found: Mapping[str, Any]) -> None:
        """Move it to where the import is."""
        self._progress.update(
            self._task,
            description=STAGES.get(found["state"], "Terminé"),
            total=found["records"] or None,
            completed=found["done"],
        )


@contextmanager
def bar(console: Console) -> Iterator[Bar]:
    """Show it for as long as the block lasts."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console) as progress:
        yield Bar(progress)


def show(
    found: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], console: Console, *, files: Sequence[Path]
) -> None:
    """Print how many records ended in which way, and those to look at."""
    if found["refusal"]:
        say(console, found["refusal"], style="red")
        return
    for note in found["notes"]:
        say(console, note)
    table = Table(title=plural(found["records"], "enregistrement"), title_justify="left")
    table.add_column("résultat")
    table.add_column("nombre", justify="right")
    for outcome, label in LABELS.items():
        if count := found["outcomes"].get(outcome):
            shown = PLURALS[outcome] if count > 1 else label
            table.add_row(f"[{STYLES[outcome]}]{shown}[/]", number(count))
    console.print(table, highlight=False)
    _to_look_at([row for row in rows if row["faults"] or row["outcome"] in {*TO_LOOK_AT, "set_aside"}], console)
    for file in files:
        console.print(typo(f"Rapport : {file}"), highlight=False, markup=False, soft_wrap=True)


def _to_look_at(rows: Sequence[Mapping[str, Any]], console: Console) -> None:
    if not rows:
        return
    say(console, "À regarder :", style="bold")
    for row in rows[:MOST_ROWS]:
        say(console, f"n° {row['row']} – {row['title']}" if row["title"] else f"n° {row['row']}")
        faults = [f"{fault['where']} : {fault['message']}" for fault in row["faults"]]
        say(console, "\n".join(faults) or row["message"], style=STYLES[row["outcome"]], indent="    ")
    if (more := len(rows) - MOST_ROWS) > 0:
        say(console, f"… et {plural(more, 'autre')}, dans le rapport.")
