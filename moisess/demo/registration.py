"""What organisers do first: they register; here by a whole file, as a coordinator sends it."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import httpx
from rich.console import Console

from moisess.demo.outcome import Outcome
from moisess.demo.platform import DemonstrationFailed, Platform, expect, until
from moisess.demo.sample import around
from moisess.demo.verdict import LABELS, PLURALS, Verdict, verdict_of
from moisess.feed import screen
from moisess.feed.file import read_bytes
from moisess.feed.imports import ImportFailed, Imports
from services.submission.imports.mapping.completed import ORGANISER, Completed, completed
from services.submission.imports.mapping.defaults import Defaults
from services.submission.imports.mapping.mapping import map_record
from services.submission.imports.mapping.references import referenced
from services.submission.imports.mapping.schedule import Move
from services.submission.imports.reading.read import read
from services.submission.imports.reading.rows import Reading
from services.submission.imports.reading.unusable import FileUnusable
from services.submission.imports.rules.rows import IN_DATABASE
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
VERDICT_SECONDS = 120


async def register_all(platform: Platform, *, console: Console, file: Path | None) -> tuple[Outcome, dict[str, str]]:
    """Register every record of ``file``, else of the sample; return the manifestations by the file's references."""
    try:
        bodies, stood_in = _bodies(file)
        found, rows = await _imported(platform, bodies, console)
    except (FileUnusable, ImportFailed) as error:
        raise DemonstrationFailed(str(error)) from error
    registered = {
        str(row["external_id"]): str(row["manifestation_id"]) for row in rows if row["outcome"] in IN_DATABASE
    }
    verdicts = [await _verdict(platform, manifestation_id) for manifestation_id in registered.values()]
    screen.show(found, rows, console, files=())
    outcome = Outcome(
        act=f"Inscription de {plural(len(rows), 'manifestation')}",
        seen=typo(seen(Counter(verdicts), len(rows) - len(verdicts), stood_in)),
        # A file of one's own may well lack something; the sample does not.
        as_it_should=bool(registered) and (file is not None or len(registered) == len(rows)),
    )
    return outcome, registered


def seen(verdicts: Mapping[Verdict, int], not_registered: int, stood_in: Sequence[Completed]) -> str:
    """Say how many ended how, and what the demonstration itself put in place of what the file does not say."""
    counts = [
        f"{PLURALS[verdict] if verdicts[verdict] > 1 else label} : {number(verdicts[verdict])}"
        for verdict, label in LABELS.items()
        if verdicts.get(verdict)
    ]
    if not_registered:
        counts.append(f"à compléter ou laissées de côté : {number(not_registered)}")
    organisers = [each for each in stood_in if each.completion.what == ORGANISER]
    others = [each for each in stood_in if each not in organisers]
    said = [", ".join(counts), *(f"{each.sentence.removesuffix('.')} (organisateur fictif)" for each in organisers)]
    if others:
        also = ", ".join(f"{each.completion.what} ({number(each.records)})" for each in others)
        said.append(f"aussi complétés : {also}")
    return " ; ".join(said)


def sample_bodies() -> list[dict[str, Any]]:
    """Return what registers each record of the sample, around the present day."""
    reading = read(SAMPLE.name, read_bytes(SAMPLE))
    moved = around(reading, at_present().date(), edition=EDITION)
    return [dict(row.fields) for row in moved.rows]


def _bodies(file: Path | None) -> tuple[list[dict[str, Any]], tuple[Completed, ...]]:
    """Return what registers each record, and what stands in for what a file of one's own does not say."""
    if file is None:
        return sample_bodies(), ()
    reading = read(file.name, read_bytes(file))
    mapped = _mapped(reading)
    return [each.mapped.body for each in mapped], completed(one for each in mapped for one in each.mapped.completions)


def _mapped(reading: Reading) -> list[Any]:
    rows = reading.readable
    mapped = [map_record(row.fields, STAND_IN, table=reading.table) for row in rows]
    done = referenced(rows, mapped, file=reading.file)
    return [each for row, each in zip(rows, done, strict=True) if each.first == row.number]


async def _imported(
    platform: Platform, bodies: Sequence[Mapping[str, Any]], console: Console
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    content = "\n".join(json.dumps(body, ensure_ascii=False) for body in bodies).encode()
    imports = Imports(
        client=platform.client,
        url=platform.urls["submission"],
        key=platform.people.organiser,
        instance=platform.instance,
    )
    import_id = await imports.begin("manifestations.jsonl", content, {"send": "true"})
    found: dict[str, Any] = {}
    with screen.bar(console) as bar:
        async for found in imports.progress(import_id):
            bar.show(found)
    if found["refusal"]:
        raise ImportFailed(found["refusal"])
    return found, await imports.rows(import_id)


async def _verdict(platform: Platform, manifestation_id: str) -> Verdict:
    """Wait for the platform's word on a manifestation."""

    async def look() -> Verdict | None:
        answer = await platform.get("submission", f"/manifestations/{manifestation_id}")
        return verdict_of(expect(answer, httpx.codes.OK))

    verdict = await until(f"un avis sur {manifestation_id}", look, seconds=VERDICT_SECONDS)
    if verdict == "listed":

        async def listed() -> bool:
            return (await platform.get("programme", f"/manifestations/{manifestation_id}")).is_success

        await until(f"{manifestation_id} est au programme", listed, seconds=VERDICT_SECONDS)
    return verdict or "refused"
