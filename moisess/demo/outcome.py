"""What the demonstration tells: one line per thing that was done, and whether it went as it should."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

Addresses = list[tuple[str, str]]
"""What is worth opening: a label and an address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One thing that was done and what was seen of it."""

    act: str
    seen: str
    as_it_should: bool = True


def show(console: Console, outcomes: Sequence[Outcome]) -> None:
    """Print the table of all that happened."""
    table = Table(title="Ce qui s’est passé", title_justify="left", show_lines=False)
    table.add_column("")
    table.add_column("Étape")
    table.add_column("Constat", overflow="fold")
    for outcome in outcomes:
        table.add_row("[green]✓[/]" if outcome.as_it_should else "[red]✗[/]", outcome.act, outcome.seen)
    console.print(table)
