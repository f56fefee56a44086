"""The report on disk: one line per record, for programs and for spreadsheets."""

import csv
import json
from dataclasses import asdict
from pathlib import Path

from moisess.feed.outcomes import LABELS, Outcome, Report
from shared.french.typography import typo

HEADINGS = (
    "n°",
    "référence",
    "titre",
    "résultat",
    "explication",
    "champs à corriger",
    "remarques",
    "manifestation",
    "page",
)
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write(report: Report, folder: Path) -> tuple[Path, Path]:
    """Write ``report.jsonl`` and ``report.csv`` (semicolons and a mark, as French spreadsheets like it)."""
    folder.mkdir(parents=True, exist_ok=True)
    lines, table = folder / "report.jsonl", folder / "report.csv"
    with lines.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(asdict(outcome), ensure_ascii=False) + "\n" for outcome in report.outcomes)
    with table.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADINGS)
        writer.writerows([_harmless(cell) for cell in _cells(outcome)] for outcome in report.outcomes)
    return lines, table


def _cells(outcome: Outcome) -> list[str]:
    faults = [f"{fault.where} : {fault.message}" for fault in outcome.faults]
    return [
        str(outcome.row),
        outcome.external_id or "",
        outcome.title,
        LABELS[outcome.kind],
        typo(outcome.message),
        typo("\n".join(faults)),
        typo("\n".join(outcome.notes)),
        outcome.manifestation_id or "",
        outcome.page or "",
    ]


def _harmless(cell: str) -> str:
    """Keep a spreadsheet from taking somebody's title for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell
