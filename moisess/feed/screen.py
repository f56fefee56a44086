"""What the terminal shows: two bars while it runs, then how many ended how, and the records to look at."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Table

from moisess.feed.outcomes import LABELS, STYLES, Kind, Outcome, Report
from moisess.feed.send import TO_CHECK
from moisess.feed.wrapped import say
from shared.french.typography import number, plural, typo

MOST_ROWS = 20
TO_LOOK_AT: tuple[Kind, ...] = ("unreadable", "field_errors", "refused", "set_aside")
TO_COUNT: tuple[Kind, ...] = ("not_sent", "undecided", "waiting")
"""Their explanations are few and the same for many records."""


class Bars:
    """A ``Watch`` with progress bars."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._send: TaskID | None = None
        self._follow: TaskID | None = None

    def sending(self, total: int) -> None:
        """Begin the first bar."""
        self._send = self._progress.add_task("Envoi", total=total)

    def sent(self) -> None:
        """Advance the first bar."""
        if self._send is not None:
            self._progress.update(self._send, advance=1, description="Envoi")

    def pausing(self, reason: str) -> None:
        """Say on the bar at hand why it stands still."""
        bar = self._follow if self._follow is not None else self._send
        if bar is not None:
            self._progress.update(bar, description=f"[yellow]Nouvel essai\u00a0: {escape(typo(reason))}[/]")

    def following(self, total: int) -> None:
        """Begin the second bar."""
        self._follow = self._progress.add_task("Verdicts", total=total)

    def decided(self) -> None:
        """Advance the second bar."""
        if self._follow is not None:
            self._progress.update(self._follow, advance=1, description="Verdicts")


@contextmanager
def bars(console: Console) -> Iterator[Bars]:
    """Show the bars for as long as the block lasts."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console) as progress:
        yield Bars(progress)


def show(report: Report, console: Console, *, files: Sequence[Path]) -> None:
    """Print the summary."""
    for note in (*report.notes, *(each.sentence for each in report.completed)):
        say(console, note)
    table = Table(title=plural(len(report.outcomes), "enregistrement"), title_justify="left")
    table.add_column("résultat")
    table.add_column("nombre", justify="right")
    for kind in LABELS:
        if count := report.count(kind):
            table.add_row(f"[{STYLES[kind]}]{report.label(kind)}[/]", number(count))
    console.print(table, highlight=False)
    said = Counter(_in_short(outcome) for outcome in report.outcomes if outcome.kind in TO_COUNT)
    for explanation, count in said.most_common():
        say(console, f"{number(count)} × {explanation}")
    _rows(report, console)
    for file in files:
        console.print(typo(f"Rapport : {file}"), highlight=False, markup=False, soft_wrap=True)
    if report.interrupted:
        say(console, "Envoi interrompu : relancez la même commande pour le reprendre.", style="yellow")


def _rows(report: Report, console: Console) -> None:
    chosen = [outcome for outcome in report.outcomes if outcome.kind in TO_LOOK_AT or outcome.to_check]
    if not chosen:
        return
    say(console, "À regarder :", style="bold")
    for outcome in chosen[:MOST_ROWS]:
        say(console, f"n° {outcome.row} – {outcome.title}" if outcome.title else f"n° {outcome.row}")
        say(console, _why(outcome), style=STYLES[outcome.kind], indent="    ")
    if (more := len(chosen) - MOST_ROWS) > 0:
        say(console, f"… et {plural(more, 'autre')}, dans le rapport.")


def _in_short(outcome: Outcome) -> str:
    return outcome.message.partition(" : ")[0] if outcome.kind == "waiting" else outcome.message


def _why(outcome: Outcome) -> str:
    faults = [f"{fault.where} : {fault.message}" for fault in outcome.faults]
    doubts = [note for note in outcome.notes if note.startswith(TO_CHECK)]
    return "\n".join(faults or doubts) or outcome.message
