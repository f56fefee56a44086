"""What an edition asks for its chamber alone is on no face of the programme, and on no topic but one."""

import io
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from uuid import UUID
from zipfile import ZipFile

import httpx
import pytest

from deploy.local.given import database_variable
from moisess.demo.platform import Platform, expect
from services.programme.listings.rules.addresses import (
    CHANGES_ATOM,
    CHANGES_PAGE,
    COPIES,
    FRAME,
    OEMBED,
    SELECTED_CALENDAR,
    SELECTED_CSV,
    SELECTED_OPENAGENDA,
    SELECTED_XLSX,
    calendar_path,
)
from services.submission.editions.save import save
from shared.contracts.edition import ExtraField
from shared.contracts.eligibility import DECISIONS
from shared.contracts.programme import LISTINGS
from shared.contracts.submission import MANIFESTATIONS, EditionChanged
from shared.editions.store import list_editions
from shared.postgres.database import Database
from tests.e2e.steps import listed, submit
from tests.support.eventually import eventually
from tests.support.kafka import records_so_far
from tests.support.questions import FOOD, HELP, PRIVATE, WORD

SHOWN, PRINTED = "Seulement une buvette", "Apportez une chose à réparer"
LISTS = ("/", FRAME, CHANGES_PAGE, CHANGES_ATOM, SELECTED_CALENDAR, *(address for _, address in COPIES))
IN_JSON = ("/manifestations", "/manifestations/changes")


@pytest.fixture
async def asking(platform: Platform, whole_environment: Mapping[str, str]) -> AsyncIterator[None]:
    """Have the open edition ask, of nobody who does not want to answer, until the test is over."""
    database = Database(whole_environment[database_variable("submission")])
    before = await _saved(database, (FOOD, WORD, HELP))

    async def known() -> bool:
        answer = await platform.get("submission", f"/editions/{before.year}")
        return ["food", "word", "help"] == [each["name"] for each in answer.json()["extra_fields"]]

    await eventually(known)
    yield
    await _saved(database, before.extra_fields)
    await database.close()


async def test_what_is_answered_to_the_chamber_alone_is_on_no_face_of_the_programme(
    platform: Platform, bootstrap_servers: str, asking: None
) -> None:
    del asking
    answers = {"food": SHOWN, "word": PRINTED, "help": PRIVATE}
    manifestation_id = await submit(platform, title="Atelier sans secret", extra=answers)
    listing = await listed(platform, manifestation_id)
    page = f"/programme/{manifestation_id}"

    async def asks_too() -> bool:
        return SHOWN in (await platform.get("programme", page)).text

    await eventually(asks_too)
    cut = expect(await platform.send("POST", "programme", "/print-snapshots", {"region_code": "53"}), 201)
    printed = [f"/print-snapshots/{cut['snapshot_id']}/{part}" for part in ("content", "entries")]
    own = (page, f"/manifestations/{manifestation_id}", calendar_path(UUID(manifestation_id)))
    faces = {path: _read(await platform.get("programme", path)) for path in (*own, *LISTS, *IN_JSON, *printed)}
    faces[OEMBED] = _read(await platform.get("programme", OEMBED, url=listing["url"], format="json"))
    dossier = await platform.get("eligibility", f"/dossiers/{manifestation_id}")
    told = {
        stream.topic: b"".join(record.value or b"" for record in await records_so_far(bootstrap_servers, stream.topic))
        for stream in (MANIFESTATIONS, DECISIONS, LISTINGS)
    }

    assert PRIVATE in dossier.json()["chamber_answers"]["help"]
    assert {"food": SHOWN, "word": PRINTED} == listing["content"]["extra"]
    assert (True, False) == (SHOWN in faces[page], PRINTED in faces[page])
    assert all(PRINTED in faces[path] for path in printed)
    assert all(SHOWN in faces[path] for path in (SELECTED_CSV, SELECTED_XLSX, SELECTED_OPENAGENDA))
    assert [] == [path for path, text in faces.items() if PRIVATE in text]
    assert [MANIFESTATIONS.topic] == [topic for topic, bodies in told.items() if PRIVATE.encode() in bodies]


def _read(answer: httpx.Response) -> str:
    """Return all that stands in a face; a workbook is an archive of texts."""
    assert answer.is_success, f"{answer.url}: {answer.status_code}"
    if not answer.request.url.path.endswith(SELECTED_XLSX):
        return answer.text
    with ZipFile(io.BytesIO(answer.content)) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist())


async def _saved(database: Database, questions: tuple[ExtraField, ...]) -> EditionChanged:
    """Give the open edition these questions and return it as it was."""
    async with database.transaction() as tx:
        present = next(each for each in await list_editions(tx) if each.state == "open")
        await save(tx, replace(present, extra_fields=questions))
    return present
