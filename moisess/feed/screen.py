"""What the terminal shows: two bars while it runs, then how many ended how, and the records to look at."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Table

from moisess.feed.outcomes import LABELS, STYLES, Kind, Outcome, Report
from moisess.feed.prepare import Prepared
from moisess.feed.rows import Row

MOST_ROWS, MOST_BODIES = 20, 3
TO_LOOK_AT: tuple[Kind, ...] = ("unreadable", "field_errors", "refused")
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
            self._progress.update(bar, description=f"[yellow]Nouvel essai : {escape(reason)}[/]")

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
    for note in report.notes:
        console.print(note, highlight=False, markup=False)
    table = Table(title=f"{len(report.outcomes)} enregistrements", title_justify="left")
    table.add_column("résultat")
    table.add_column("nombre", justify="right")
    for kind, label in LABELS.items():
        if count := report.count(kind):
            table.add_row(f"[{STYLES[kind]}]{label}[/]", str(count))
    console.print(table, highlight=False)
    said = Counter(_in_short(outcome) for outcome in report.outcomes if outcome.kind in TO_COUNT)
    for explanation, count in said.most_common():
        console.print(f"{count} × {explanation}", highlight=False, markup=False)
    _rows(report, console)
    for file in files:
        console.print(f"Rapport : {file}", highlight=False, markup=False, soft_wrap=True)
    if report.interrupted:
        console.print("Envoi interrompu : relancez la même commande pour le reprendre.", style="yellow")


def show_plan(unreadable: Sequence[Row], records: Sequence[Prepared], console: Console) -> None:
    """Print what a run would send, and what is already known to be at fault."""
    for record in records[:MOST_BODIES]:
        console.print(f"N° {record.row}", style="bold")
        console.print_json(json.dumps(record.mapped.body, ensure_ascii=False))
        for note in record.mapped.notes:
            console.print(f"  – {note}", highlight=False, markup=False)
    for row in unreadable:
        console.print(f"N° {row.number} illisible : {row.fault}", highlight=False, markup=False, style="red")
    for record in records:
        for fault in record.mapped.faults:
            console.print(
                f"N° {record.row}, {fault.pointer} : {fault.message}", highlight=False, markup=False, style="red"
            )
    at_fault = sum(bool(record.mapped.faults) for record in records)
    console.print(
        f"{len(records)} enregistrements à envoyer, dont {at_fault} avec des champs incompris ; {len(unreadable)} "
        "illisibles. Rien n’a été envoyé.",
        highlight=False,
    )


def _rows(report: Report, console: Console) -> None:
    chosen = [outcome for outcome in report.outcomes if outcome.kind in TO_LOOK_AT]
    if not chosen:
        return
    table = Table(title="À regarder", title_justify="left", show_lines=False)
    table.add_column("n°", justify="right")
    table.add_column("titre", max_width=40, overflow="ellipsis", no_wrap=True)
    table.add_column("explication", overflow="fold")
    for outcome in chosen[:MOST_ROWS]:
        table.add_row(str(outcome.row), escape(outcome.title), f"[{STYLES[outcome.kind]}]{escape(_why(outcome))}[/]")
    console.print(table, highlight=False)
    if len(chosen) > MOST_ROWS:
        console.print(f"… et {len(chosen) - MOST_ROWS} autres, dans le rapport.", highlight=False)


def _in_short(outcome: Outcome) -> str:
    return outcome.message.partition(" : ")[0] if outcome.kind == "waiting" else outcome.message


def _why(outcome: Outcome) -> str:
    faults = [f"{fault.column or fault.pointer} : {fault.message}" for fault in outcome.faults]
    return "\n".join(faults) or outcome.message
