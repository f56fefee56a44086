"""``moisess feed`` against the running platform: every record ends in the report, and nothing is registered twice."""

import json
from pathlib import Path

from moisess.demo.platform import Platform, every_item
from moisess.sample import MANIFESTATIONS
from tests.support.command import Finished, moisess

TAKEN = 12
OTHER_FORMS = ("exemple-062", "exemple-088", "exemple-089")
"""Without a place, with several dates, with a place for every date."""


async def test_every_record_ends_in_the_report_and_a_second_run_adds_none(platform: Platform, tmp_path: Path) -> None:
    lines = MANIFESTATIONS.read_text(encoding="utf-8").splitlines()
    others = [line for line in lines if json.loads(line)["external_id"] in OTHER_FORMS]
    sample = [*lines[: TAKEN - len(others)], *others]
    file = tmp_path / "records.jsonl"
    file.write_text(
        "\n".join([*sample[:6], "{not json", *sample[6:], '{"title": "Sans rien d’autre"}']), encoding="utf-8"
    )

    before = await registered(platform)
    first = await fed(platform, file, tmp_path / "first")
    after_first = await registered(platform)
    second = await fed(platform, file, tmp_path / "second")

    ends, again = report(tmp_path / "first"), report(tmp_path / "second")
    assert TAKEN + 2 == len(ends)
    assert ["refused", "incomplete"] == [ends[7], ends[TAKEN + 2]]
    assert {"registered", "unchanged"} >= {end for row, end in ends.items() if row not in {7, TAKEN + 2}}
    assert {"unchanged"} == {end for row, end in again.items() if row not in {7, TAKEN + 2}}
    assert 1 == first.code == second.code
    assert before + list(ends.values()).count("registered") == after_first == await registered(platform)


async def fed(platform: Platform, file: Path, folder: Path) -> Finished:
    return await moisess(
        *("feed", str(file), "--report", str(folder), "--url", platform.urls["submission"]),
        environment={"MOISESS_KEY": platform.people.organiser, "MOISESS_HOME": str(file.parent / "home")},
    )


def report(folder: Path) -> dict[int, str]:
    """Return how each record ended, by its number in the file."""
    lines = map(json.loads, (folder / "rapport.jsonl").read_text(encoding="utf-8").splitlines())
    return {int(line["row"]): str(line["outcome"]) for line in lines}


async def registered(platform: Platform) -> int:
    """Count what the organiser has registered so far."""
    return len(await every_item(platform, "submission", "/manifestations"))
