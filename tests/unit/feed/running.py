"""Records, options and reports of a run, as short as the tests want them."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from moisess.feed.outcomes import Kind, Outcome, Report
from moisess.feed.run import Options
from services.submission.imports.reading.rows import Reading, Row, unreadable


def record(title: str, **fields: Any) -> dict[str, Any]:
    return {
        "titre": title,
        "debut": "14/11/2026",
        "code_insee": "35238",
        "cp": "35000",
        "public": "tout public",
        **fields,
    }


def reading(*records: dict[str, Any] | str) -> Reading:
    rows = [
        unreadable(number, "Illisible.", one) if isinstance(one, str) else Row(number=number, fields=one)
        for number, one in enumerate(records, start=1)
    ]
    return Reading(rows=tuple(rows))


def options(folder: Path, **changed: Any) -> Options:
    usual = Options(
        url="https://inscription.example/", key="cle", folder=folder, patience_seconds=0.2, verdict_seconds=0.5
    )
    return replace(usual, **changed)


def kinds(report: Report) -> list[Kind]:
    return [outcome.kind for outcome in report.outcomes]


def only(report: Report) -> Outcome:
    [outcome] = report.outcomes
    return outcome
