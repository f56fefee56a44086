import io
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from moisess.feed import screen
from moisess.feed.run import run
from services.submission.imports.mapping.defaults import Defaults
from services.submission.imports.mapping.schedule import Move
from tests.unit.feed.pretended_platform import PretendedPlatform, problem
from tests.unit.feed.running import only, options, reading, record

pytestmark = pytest.mark.usefixtures("no_long_pauses")


async def test_what_the_options_completed_is_on_each_record_and_counted_once(
    platform: PretendedPlatform, tmp_path: Path
) -> None:
    defaults = Defaults(
        organiser_name="La Fabrique", organiser_numbers={"siren": "999900087"}, themes=("culture",), format="atelier",
        openness="on_invitation", email="contact@fabrique.example",
    )  # fmt: skip
    told = record("Bon", organisateur="Eux", siren="999999014", mail="eux@eux.example", theme="sport", format="salon",
                  public="tous")  # fmt: skip

    report = await run(
        reading(record("Un", public=""), record("Deux", public=""), told),
        options(tmp_path, defaults=defaults),
        transport=platform,
    )

    notes = {
        "Organisateur non indiqué : « La Fabrique », SIREN 999900087, des options.",
        "Thème non indiqué : « Culture » des options.",
        "Format non indiqué : « Atelier » des options.",
        "Public non indiqué : « sur invitation » des options.",
        "Contact public non indiqué : contact@fabrique.example des options.",
    }
    assert notes <= set(report.outcomes[0].notes)
    assert notes <= set(report.outcomes[1].notes)
    assert not notes & set(report.outcomes[2].notes)
    said = [each.sentence.replace("\u00a0", " ") for each in report.completed]
    assert len(said) == 5
    assert "2 enregistrements sans organisateur : complétés par « La Fabrique », SIREN 999900087, des options." in said
    console = Console(width=200, file=io.StringIO())
    screen.show(report, console, files=[])
    assert console.file.getvalue().replace("\u00a0", " ").count(said[0]) == 1  # type: ignore[attr-defined]


async def test_a_missing_place_is_one_sentence(platform: PretendedPlatform, tmp_path: Path) -> None:
    errors = [
        {"pointer": f"/place/{name}", "code": "required", "message": "Champ manquant."}
        for name in ("name", "address", "commune_code", "postcode")
    ]
    platform.misbehave = lambda _: problem(422, "Quatre champs.", errors)

    report = await run(
        reading({"titre": "Bon", "debut": "14/11/2026", "public": "tous"}), options(tmp_path), transport=platform
    )

    [fault] = only(report).faults
    assert (fault.pointer, fault.code) == ("/place", "place_missing")
    assert only(report).message == "1\u00a0champ à corriger : rien n’a été enregistré."


@pytest.mark.parametrize(
    ("table", "places"),
    [
        (True, {"colonne Code postal", "colonne Titre", "fin"}),
        (False, {"Code postal", "Titre", "/occurrences/0/ends_at"}),
    ],
)
async def test_a_fault_is_placed_by_the_columns_of_a_table_and_by_the_pointers_of_other_files(
    platform: PretendedPlatform,
    tmp_path: Path,
    table: bool,  # noqa: FBT001 -- a parameter of the case
    places: set[str],
) -> None:
    errors = [
        {"pointer": pointer, "code": "format", "message": "À revoir."}
        for pointer in ("/place/postcode", "/title", "/occurrences/0/ends_at")
    ]
    platform.misbehave = lambda _: problem(422, "Trois champs.", errors)
    row = {"Titre": "", "debut": "14/11/2026", "Code postal": "35000", "Commune": "Rennes", "Public": "tous"}

    report = await run(replace(reading(row), table=table), options(tmp_path), transport=platform)

    assert {fault.where for fault in only(report).faults} == places


async def test_a_date_that_the_command_moved_is_not_blamed_on_the_file(
    platform: PretendedPlatform, tmp_path: Path
) -> None:
    errors = [
        {"pointer": "/occurrences/0/starts_at", "code": "outside_season", "message": "Choisissez une autre date."}
    ]
    platform.misbehave = lambda _: problem(422, "Un champ.", errors)
    moving = options(tmp_path, defaults=Defaults(move=Move(year=2026)))

    moved = await run(reading(record("Bon", debut="18/06/2022")), moving, transport=platform)
    own = await run(reading(record("Bon", debut="20/06/2026")), moving, transport=platform)

    assert only(moved).faults[0].message.startswith("Date déplacée par la commande (18/06/2022 → 20/06/2026)")
    assert only(own).faults[0].message == "Choisissez une autre date."
