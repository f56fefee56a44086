"""What the group commands show."""

from collections.abc import Sequence

from rich.console import Console
from rich.measure import Measurement
from rich.table import Table

from moisess.groups.lag import GroupLag
from moisess.groups.reset import Move

WIDEST = 1000


def show_lags(found: Sequence[GroupLag]) -> None:
    """Show a line per group and partition, with who reads it."""
    table = Table(title="Retard des groupes", title_justify="left")
    for heading in ("groupe", "topic"):
        table.add_column(heading, no_wrap=True)
    for heading in ("partition", "validée", "fin", "retard"):
        table.add_column(heading, justify="right")
    table.add_column("lue par", no_wrap=True)
    for each in found:
        for position in each.positions:
            partition = position.partition
            committed = "jamais" if position.reached is None else str(position.reached)
            reader = each.membership.readers.get(partition, "personne")
            numbers = (str(partition.partition), committed, str(position.end), str(position.lag))
            table.add_row(each.group, partition.topic, *numbers, reader)
        table.add_row(
            each.group, "total", "", "", "", str(each.lag), f"{each.membership.members} membre(s)", style="bold"
        )
        table.add_section()
    console = Console(highlight=False)
    # As wide as its names are: one that is broken can be neither copied nor searched for.
    Console(highlight=False, width=max(console.width, _width(console, table))).print(table)


def _width(console: Console, table: Table) -> int:
    return Measurement.get(console, console.options.update(max_width=WIDEST), table).maximum


def show_moves(group: str, moves: Sequence[Move]) -> None:
    """Show from where to where each partition goes, and what that means for its records."""
    table = Table(title=f"Positions du groupe {group}", title_justify="left")
    table.add_column("topic", overflow="fold")
    for heading in ("partition", "de", "à", "relus", "jamais lus"):
        table.add_column(heading, justify="right")
    skipped = 0
    for move in moves:
        partition, reached = move.position.partition, move.position.reached
        ahead = move.to - max(move.origin, move.position.start)
        skipped += max(0, ahead)
        numbers = (str(max(0, -ahead)), str(max(0, ahead)))
        before = "jamais" if reached is None else str(reached)
        table.add_row(partition.topic, str(partition.partition), before, str(move.to), *numbers)
    console = Console(highlight=False)
    console.print(table)
    if skipped:
        console.print(f"{skipped} enregistrement(s) ne seront jamais lus par ce groupe.", style="yellow")
