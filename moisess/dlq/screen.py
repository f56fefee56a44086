"""What the dead-letter commands show."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from rich.console import Console
from rich.table import Table
from rich.text import Text

from moisess.dlq.counts import counted
from moisess.dlq.letters import FACT, Box, Letter, group_of, origin_of
from moisess.dlq.overtaken import Overtaken
from moisess.dlq.preview import preview
from moisess.dlq.selection import Choice
from shared.kafka.last_records import NO_VERSION, LastRecord

HEADER_CHARACTERS = 120
MESSAGE_CHARACTERS = 500


def show_boxes(boxes: Sequence[Box]) -> None:
    """Show a table per dead-letter topic, with a line per error class."""
    console = Console(highlight=False)
    for box in boxes:
        if not box.letters:
            continue
        table = Table(title=f"{origin_of(box.name)}, groupe {group_of(box.name)}", title_justify="left")
        table.add_column("erreur", overflow="fold")
        for heading in ("en attente", "republiées", "écartées"):
            table.add_column(heading, justify="right")
        for heading in ("la plus ancienne", "la plus récente"):
            table.add_column(heading)
        for each in counted(box).errors:
            numbers = (str(count) for count in (each.pending, each.redriven, each.dropped))
            name = Text(preview(each.error_class.encode()))
            table.add_row(name, *numbers, _moment(each.oldest_at), _moment(each.latest_at))
        console.print(table)
    if empty := sum(not box.letters for box in boxes):
        console.print(f"{empty} topic(s) de lettres mortes sans aucun enregistrement.")


def show_letters(box: Box, letters: Sequence[Letter]) -> None:
    """Show letters one below the other, with the beginning of what they hold."""
    console = Console(highlight=False)
    for letter in letters:
        table = Table(
            title=f"partition {letter.partition}, position {letter.offset}", title_justify="left", show_header=False
        )
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold")
        for name, text in _facts(box, letter):
            table.add_row(Text(name), Text(text))
        console.print(table)


def show_choice(box: Box, choice: Choice) -> None:
    """Show what a redrive would put back."""
    console = Console(highlight=False)
    console.print(f"{len(choice.letters)} enregistrement(s) à republier vers {origin_of(box.name)} :")
    _show_classes(console, choice.letters)
    if choice.exhausted:
        console.print(f"{choice.exhausted} autre(s) laissé(s) : déjà republiés trop de fois.", style="yellow")


def show_overtaken(box: Box, overtaken: Sequence[Overtaken]) -> None:
    """Show what stays, since it would put an old state behind a newer one."""
    if not overtaken:
        return
    console = Console(highlight=False)
    console.print(
        f"{len(overtaken)} refusé(s) : {origin_of(box.name)} garde le dernier enregistrement de chaque clé, et a reçu "
        "depuis plus récent. « moisess dlq drop » les écarte.",
        style="yellow",
    )
    for letter, newer in overtaken:
        console.print(f"  {_place(box.name, letter.partition, letter.offset)} : {_newer(box, newer)}", markup=False)


def show_dropping(box: Box, letters: Sequence[Letter], reason: str) -> None:
    """Show what would be given up."""
    console = Console(highlight=False)
    console.print(f"{len(letters)} enregistrement(s) de {box.name} à écarter :")
    _show_classes(console, letters)
    console.print(f"Motif : {reason}", markup=False)


def _show_classes(console: Console, letters: Sequence[Letter]) -> None:
    for error_class, count in sorted(Counter(letter.error_class for letter in letters).items()):
        console.print(f"  {count} × {error_class}", markup=False)


def _facts(box: Box, letter: Letter) -> list[tuple[str, str]]:
    mark = box.marks.get(letter.identity)
    done = {"redriven": "republiée", "dropped": "écartée"}
    state = f"{done[mark.outcome]} le {_moment(mark.marked_at)}" if mark else "en attente"
    if mark and mark.reason:
        state += f" : {mark.reason}"
    ours = [(name, value) for name, value in letter.headers if name.startswith(FACT)]
    theirs = letter.original_headers()
    return [
        ("état", state),
        ("erreur", letter.error_class),
        ("message", preview(letter.error_message.encode(), characters=MESSAGE_CHARACTERS)),
        ("mise de côté le", _moment(letter.failed_at)),
        ("déjà republiée", f"{letter.redrives} fois"),
        ("clé", preview(letter.key, characters=HEADER_CHARACTERS)),
        *((_name(name), preview(value, characters=HEADER_CHARACTERS)) for name, value in [*theirs, *ours]),
        ("valeur", preview(letter.value)),
    ]


def _newer(box: Box, newer: LastRecord) -> str:
    version = "sans version" if newer.version == NO_VERSION else f"version {newer.version}"
    removal = ", une suppression" if newer.removed else ""
    return f"{_place(origin_of(box.name), newer.partition, newer.offset)}, {version}{removal}"


def _place(topic: str, partition: int, offset: int) -> str:
    return f"{topic}, partition {partition}, position {offset}"


def _name(name: str) -> str:
    return preview(name.encode(), characters=HEADER_CHARACTERS)


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone():%d/%m/%Y %H:%M:%S}"
