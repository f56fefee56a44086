"""One programme sent in every format: report, exit code and tables agree to the row, and no format adds another."""

import csv
import io
import json
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from deploy.local.given import database_variable
from moisess.demo.platform import Platform
from shared.postgres.database import Database
from tests.e2e.test_a_file_of_records_is_fed import report
from tests.support.command import moisess
from tests.support.workbooks import ods, xlsx

HEADER = ("Référence", "Titre", "Description", "Date de début", "Date de fin", "Horaires", "Lieu", "Adresse",
          "Code postal", "Commune", "Site web", "Statut")  # fmt: skip
PREFIX = "compte-"
OPTIONS = ("--organiser-name", "La Filature des possibles", "--siren", "999900087", "--themes", "culture", "--format",
           "atelier", "--openness", "open_to_all")  # fmt: skip
GOOD, LACKING, CANCELLED = 10, 2, 1
Hours = tuple[tuple[str, str], ...]


class Record(NamedTuple):
    """One manifestation of the programme, as every format says it."""

    number: int
    hours: Hours
    days: int = 1
    town: str = "Rennes"
    status: str = ""

    @property
    def first(self) -> date:
        return date(2026, 11, 2) + timedelta(days=self.number)

    @property
    def last(self) -> date:
        return self.first + timedelta(days=self.days - 1)

    def cells(self) -> list[Any]:
        number = self.number
        hours = " et ".join(f"{begins.replace(':', 'h')}-{ends.replace(':', 'h')}" for begins, ends in self.hours)
        until = self.last if self.days > 1 else ""
        postcode = "35000" if self.town == "Rennes" else ""
        return [
            *(
                f"{PREFIX}{number}",
                f"Rencontre n° {number} : l’été, déjà ?",
                f"On s’y retrouve à {number}, dès l’aube.",
            ),
            *(self.first, until, hours, "La Filature", f"{number + 1} rue des Essais", postcode, self.town),
            *(f"https://exemple.fr/{number}", self.status),
        ]


ONE, TWO, NIGHT = (("14:00", "18:00"),), (("09:00", "12:00"), ("14:00", "17:30")), (("21:00", "02:00"),)
RECORDS = (
    *(Record(number, ONE) for number in range(6)),
    *(Record(6, TWO), Record(7, NIGHT), Record(8, ()), Record(9, (), days=3)),
    *(Record(10, ONE, town=""), Record(11, TWO, town="Nulle-Part-les-Oies"), Record(12, ONE, status="Annulée")),
)


def as_csv() -> bytes:
    content = io.StringIO(newline="")
    lines = [HEADER, *([_french(cell) for cell in one.cells()] for one in RECORDS)]
    csv.writer(content, delimiter=";").writerows(lines)
    return content.getvalue().encode("cp1252")


def as_json() -> bytes:
    records = [dict(zip(HEADER, map(str, one.cells()), strict=True)) for one in RECORDS]
    return json.dumps({"total_count": len(records), "results": records}).encode()


def as_calendar() -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//essai//FR"]
    for one in RECORDS:
        said = dict(zip(HEADER, map(str, one.cells()), strict=True))
        where = ", ".join(
            part for part in (said["Lieu"], said["Adresse"], f"{said['Code postal']} {said['Commune']}") if part
        )
        lines += ["BEGIN:VEVENT", f"UID:{said['Référence']}", f"SUMMARY:{_escaped(said['Titre'])}"]
        lines += [f"DESCRIPTION:{_escaped(said['Description'])}", f"LOCATION:{_escaped(where.strip())}"]
        lines += [f"URL:{said['Site web']}", *(["STATUS:CANCELLED"] if one.status else []), *_dates(one), "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def _french(cell: Any) -> str:
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell)


def _escaped(text: str) -> str:
    return text.replace(",", "\\,").replace(";", "\\;")


def _dates(one: Record) -> list[str]:
    if not one.hours:
        after = one.last + timedelta(days=1)
        return [f"DTSTART;VALUE=DATE:{one.first:%Y%m%d}", f"DTEND;VALUE=DATE:{after:%Y%m%d}"]
    spans = [
        (_moment(one.first, begins), _moment(one.first + timedelta(ends < begins), ends)) for begins, ends in one.hours
    ]
    [(begins, ends), *others] = spans
    added = [f"RDATE;VALUE=PERIOD;TZID=Europe/Paris:{begin}/{end}" for begin, end in others]
    return [f"DTSTART;TZID=Europe/Paris:{begins}", f"DTEND;TZID=Europe/Paris:{ends}", *added]


def _moment(day: date, hour: str) -> str:
    return f"{day:%Y%m%d}T{hour.replace(':', '')}00"


FORMATS: Mapping[str, bytes] = {
    "csv": as_csv(),
    "xlsx": xlsx(HEADER, *(one.cells() for one in RECORDS)),
    "ods": ods(HEADER, *(one.cells() for one in RECORDS)),
    "json": as_json(),
    "ics": as_calendar(),
}


async def test_report_exit_code_and_tables_agree_in_every_format(
    platform: Platform, whole_environment: dict[str, str], tmp_path: Path
) -> None:
    database = Database(whole_environment[database_variable("submission")], max_size=1)
    wanting = {"incomplete": LACKING, "set_aside": CANCELLED}
    for position, (ending, content) in enumerate(FORMATS.items()):
        drafts = (await _tables(database))[1]
        file, folder = tmp_path / f"programme.{ending}", tmp_path / ending
        file.write_bytes(content)
        fed = await moisess(
            *("feed", str(file), "--report", str(folder), "--url", platform.urls["submission"], *OPTIONS),
            environment={"MOISESS_KEY": platform.people.organiser, "MOISESS_HOME": str(tmp_path / "home")},
        )

        assert {("unchanged" if position else "registered"): GOOD, **wanting} == Counter(report(folder).values()), (
            ending
        )
        assert 1 == fed.code, fed.output
        assert (GOOD, drafts + LACKING) == await _tables(database), ending
    await database.close()


@pytest.mark.parametrize("ending", ["csv", "ics"])
async def test_without_what_lacks_something_it_is_a_success(platform: Platform, tmp_path: Path, ending: str) -> None:
    whole = {
        "csv": b"\r\n".join(FORMATS["csv"].split(b"\r\n")[: GOOD + 1]),
        "ics": FORMATS["ics"].partition(b"BEGIN:VEVENT\r\nUID:compte-10")[0] + b"END:VCALENDAR\r\n",
    }
    file = tmp_path / f"complet.{ending}"
    file.write_bytes(whole[ending])
    fed = await moisess(
        *("feed", str(file), "--report", str(tmp_path / ending), "--url", platform.urls["submission"], *OPTIONS),
        environment={"MOISESS_KEY": platform.people.organiser, "MOISESS_HOME": str(tmp_path / "home")},
    )

    assert (0, GOOD) == (fed.code, len(report(tmp_path / ending))), fed.output


async def _tables(database: Database) -> tuple[int, int]:
    """Count the manifestations of this programme, and all drafts."""
    async with database.transaction(readonly=True) as tx:
        kept = await tx.fetchval(
            "SELECT count(*) FROM manifestations WHERE external_id LIKE $1 AND state <> 'withdrawn'", f"{PREFIX}%"
        )
        return int(kept), int(await tx.fetchval("SELECT count(*) FROM drafts"))
