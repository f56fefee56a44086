"""What organisers do first: they register; here through the command that takes a whole file."""

from pathlib import Path

from rich.console import Console

from moisess.demo.outcome import Outcome
from moisess.demo.platform import DemonstrationFailed, Platform
from moisess.demo.sample import around
from moisess.feed import report as report_files
from moisess.feed import screen
from moisess.feed.file import read_bytes
from moisess.feed.outcomes import LABELS, Report
from moisess.feed.run import Options, run
from services.submission.imports.mapping.completed import ORGANISER
from services.submission.imports.mapping.defaults import Defaults
from services.submission.imports.mapping.schedule import Move
from services.submission.imports.reading.read import read
from services.submission.imports.reading.unusable import FileUnusable
from shared.clock import at_present
from shared.french.typography import number, plural, typo

SAMPLE = Path(__file__).parents[1] / "sample" / "manifestations.jsonl"
EDITION, NOVEMBER = 2026, 11
STAND_IN = Defaults(
    organiser_name="La Fabrique des communs de l’Ouest",
    organiser_numbers={"siren": "999900087"},
    themes=("engagement-citoyen",),
    format="autre",
    openness="open_to_all",
    email="contact@fabrique.example",
    move=Move(year=EDITION, month=NOVEMBER),
    source="de la démonstration",
)
"""For what a file of one's own does not say; the organiser is fictitious, and known to the stand-in register."""


async def register_all(
    platform: Platform, *, console: Console, file: Path | None, folder: Path
) -> tuple[Outcome, dict[str, str]]:
    """Register every record of ``file``, else of the sample; return the manifestations by the file's references.

    What became of each goes into a report.
    """
    options = Options(
        url=platform.urls["submission"],
        programme_url=platform.urls["programme"],
        key=platform.people.organiser,
        folder=folder,
        instance=platform.instance,
        defaults=STAND_IN if file else Defaults(),
    )
    try:
        reading = (
            read(file.name, read_bytes(file))
            if file
            else around(read(SAMPLE.name, read_bytes(SAMPLE)), at_present().date(), edition=EDITION)
        )
    except FileUnusable as error:
        raise DemonstrationFailed(str(error)) from error
    with screen.bars(console) as watch:
        result = await run(reading, options, watch)
    outcome = Outcome(
        act=f"Inscription de {plural(len(result.outcomes), 'manifestation')}",
        seen=typo(seen(result)),
        as_it_should=result.complete,
    )
    # Beside the demonstration's own folder, which goes away with it.
    screen.show(result, console, files=report_files.write(result, folder.parent / "rapport"))
    registered = {
        each.external_id: each.manifestation_id
        for each in result.outcomes
        if each.external_id and each.manifestation_id
    }
    return outcome, registered


def seen(result: Report) -> str:
    """Say how many ended how, and what the demonstration itself put in place of what the file does not say."""
    counts = ", ".join(f"{result.label(kind)} : {number(result.count(kind))}" for kind in LABELS if result.count(kind))
    organisers = [each for each in result.completed if each.completion.what == ORGANISER]
    others = [each for each in result.completed if each not in organisers]
    said = [counts, *(f"{each.sentence.removesuffix('.')} (organisateur fictif)" for each in organisers)]
    if others:
        also = ", ".join(f"{each.completion.what} ({number(each.records)})" for each in others)
        said.append(f"aussi complétés : {also}")
    return " ; ".join(said)
