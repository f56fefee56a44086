"""``moisess edition``: a file goes out, is changed, comes back; nothing happens without being asked for."""

from pathlib import Path

import tomli_w

from services.submission.editions.bodies.file import document_of, read_edition
from services.submission.editions.look_up import look_up_all
from shared.contracts.submission import EditionChanged
from shared.postgres.database import Database
from tests.support.command import Finished, moisess
from tests.support.edition import EDITION


async def run(url: str, *arguments: str) -> Finished:
    return await moisess("edition", *arguments, environment={"SUBMISSION_DATABASE_URL": url})


async def known(database: Database) -> dict[int, EditionChanged]:
    async with database.transaction(readonly=True) as tx:
        return {each.year: each for each in await look_up_all(tx)}


async def test_a_file_is_exported_changed_and_imported_after_its_effect_was_said(
    database_url: str, database: Database, tmp_path: Path
) -> None:
    file = tmp_path / "edition.toml"
    assert (await run(database_url, "export", "2026", "--to", str(file))).code == 0
    assert read_edition(file.read_text("utf-8")).version == 1
    file.write_text(file.read_text("utf-8").replace("2026-09-12 18:00:00", "2026-09-20 12:00:00"), "utf-8")

    trial = await run(database_url, "import", str(file))
    assert (trial.code, await known(database)) == (0, {2026: EDITION})
    assert "Bretagne : la date limite du programme papier passe" in trial.output
    assert "c’est un essai" in trial.output

    done = await run(database_url, "import", str(file), "--yes")
    assert "L’édition 2026 est ouverte, version 2." in done.output
    assert "20" in str((await known(database))[2026].regions[0].cut_off)

    again = await run(database_url, "import", str(file), "--yes")
    assert (again.code, "version" in again.output) == (1, True)


async def test_the_next_edition_is_imported_and_opened_in_the_place_of_this_one(
    database_url: str, database: Database, tmp_path: Path
) -> None:
    file = tmp_path / "edition.toml"
    document = document_of(EDITION) | {"year": 2027, "first_day": "2027-10-01", "last_day": "2027-12-31"}
    del document["version"]
    file.write_text(tomli_w.dumps(document), "utf-8")
    await run(database_url, "import", str(file), "--yes")

    refused = await run(database_url, "open", "2027", "--yes")
    assert (refused.code, "archivez-la avant" in refused.output) == (1, True)
    await run(database_url, "archive", "2026", "--yes")
    await run(database_url, "open", "2027", "--yes")

    assert {2026: "archived", 2027: "open"} == {each.year: each.state for each in (await known(database)).values()}
    listed = await run(database_url, "list")
    assert "archivée" in listed.output
    assert "ouverte" in listed.output


async def test_a_faulty_file_is_refused_with_every_fault_in_its_place(database_url: str, tmp_path: Path) -> None:
    file = tmp_path / "edition.toml"
    file.write_text(tomli_w.dumps({**document_of(EDITION), "theme": [{"slug": "É", "label": "x"}]}), "utf-8")

    refused = await run(database_url, "import", str(file), "--yes")

    assert refused.code == 1
    assert all(place in refused.output for place in ("/theme/0/slug", "/theme/0/label", "/theme/0/links_to_ess"))
