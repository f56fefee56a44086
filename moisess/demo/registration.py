"""What organisers do first: they register; here through the command that takes a whole file."""

from pathlib import Path

from rich.console import Console

from moisess.demo.outcome import Outcome
from moisess.demo.platform import Platform
from moisess.feed import report as report_files
from moisess.feed import screen
from moisess.feed.defaults import Defaults
from moisess.feed.outcomes import LABELS, Kind
from moisess.feed.read import read
from moisess.feed.run import Options, run
from moisess.feed.schedule import Move

SAMPLE = Path(__file__).parents[1] / "sample" / "manifestations.jsonl"
EDITION, NOVEMBER = 2026, 11
STAND_IN = Defaults(
    organiser_name="La Fabrique des communs de l’Ouest",
    organiser_numbers={"siren": "999900087"},
    themes=("engagement-citoyen",),
    format="autre",
    email="contact@fabrique.example",
    move=Move(year=EDITION, month=NOVEMBER),
)
"""For what a file of one's own does not say; the organiser is fictitious, and known to the stand-in register."""

Addresses = list[tuple[str, str]]


async def register_all(
    platform: Platform, *, console: Console, file: Path | None, folder: Path
) -> tuple[list[Outcome], Addresses]:
    """Register every record of ``file``, else of the sample; what became of each goes into a report."""
    options = Options(
        url=platform.urls["submission"],
        programme_url=platform.urls["programme"],
        key=platform.keys.by_service["submission"],
        folder=folder,
        defaults=STAND_IN if file else Defaults(),
    )
    with screen.bars(console) as watch:
        result = await run(read(file or SAMPLE), options, watch)
    kinds: list[Kind] = [kind for kind in LABELS if result.count(kind)]
    outcome = Outcome(
        act=f"Inscription de {len(result.outcomes)} manifestations",
        seen=", ".join(f"{LABELS[kind]} : {result.count(kind)}" for kind in kinds),
        as_it_should=result.complete,
    )
    # Beside the demonstration's own folder, which goes away with it.
    screen.show(result, console, files=report_files.write(result, folder.parent / "rapport"))
    return [outcome], []
