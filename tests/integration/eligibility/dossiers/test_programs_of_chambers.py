"""What the desk does, programs of the chambers do too: offline and back, corrections, appeals."""

from uuid import UUID

import pytest
from httpx import Response

from shared.contracts.eligibility import CORRECTIONS
from shared.postgres.database import Database
from tests.integration.eligibility.conftest import MakeKey
from tests.integration.eligibility.desk.mixed import fill
from tests.integration.eligibility.dossiers.test_ties import last
from tests.integration.eligibility.support import assess_all, changed, keep, rows
from tests.support.builders import CONTENT, content
from tests.support.service import Client

APPEALED = 4
FAULTY = content(title="Porte ouvertes de la ressourcerie", print_title="Porte ouvertes")


@pytest.fixture
async def chamber(make_key: MakeKey) -> dict[str, str]:
    return await make_key("moderator", "53")


async def ask(client: Client, key: dict[str, str], door: str, body: dict[str, object], *, version: int) -> Response:
    return await client.post(f"/dossiers/{UUID(int=1)}/{door}", json=body, headers={**key, "If-Match": f'"{version}"'})


async def test_an_entry_is_taken_offline_and_put_back_on_the_version_that_was_read(
    client: Client, chamber: dict[str, str], database: Database
) -> None:
    await keep(database)
    await assess_all(database, changed(1))
    online = (await last(database))[1]
    off = await ask(client, chamber, "visibility", {"online": False}, version=1)
    again = await ask(client, chamber, "visibility", {"online": False}, version=1)
    back = await ask(client, chamber, "visibility", {"online": True}, version=2)

    assert (200, '"2"', None) == (off.status_code, off.headers["etag"], off.json()["published"])
    assert 412 == again.status_code
    assert 200 == back.status_code
    assert (await last(database))[1].published == online.published


async def test_faults_are_corrected_with_an_acceptance_and_what_has_no_room_is_named(
    client: Client, chamber: dict[str, str], database: Database
) -> None:
    await assess_all(database, changed(1, content=FAULTY))
    ruling = {"verdict": "eligible", "message": "Bienvenue."}
    refused = await ask(client, chamber, "decisions", {**ruling, "corrections": {"print_title": "x" * 500}}, version=1)
    done = await ask(client, chamber, "decisions", {**ruling, "corrections": {"title": CONTENT.title}}, version=1)
    [told] = await rows(database, "SELECT payload FROM outbox WHERE topic = $1", CORRECTIONS.topic)

    assert (422, "/corrections/print_title") == (refused.status_code, refused.json()["errors"][0]["pointer"])
    assert 201 == done.status_code
    assert [(each.before, each.after) for each in CORRECTIONS.decode(told["payload"]).texts] == [
        (FAULTY.title, CONTENT.title)
    ]


async def test_a_ground_that_the_edition_does_not_have_is_named_with_those_that_it_has(
    client: Client, chamber: dict[str, str], database: Database
) -> None:
    await assess_all(database, changed(1))
    ruling: dict[str, object] = {"verdict": "refused", "message": "Hors saison.", "grounds": ["season", "late"]}
    refused = await ask(client, chamber, "decisions", ruling, version=1)
    [fault] = refused.json()["errors"]

    assert (422, "/grounds/1", "late") == (refused.status_code, fault["pointer"], fault["value"])
    assert "organiser, subject, season" in fault["message"]


async def test_what_waits_for_a_second_reader_is_listed_with_who_hears_it(
    client: Client, chamber: dict[str, str], database: Database
) -> None:
    await fill(database, [1, APPEALED])
    found = {
        query: {
            UUID(each["manifestation_id"]).int: each["appeal_heard_by"]
            for each in (await client.get(f"/dossiers?{query}", headers=chamber)).json()["items"]
        }
        for query in ("appealed=true", "appealed=false", "")
    }

    assert found["appealed=true"] == {APPEALED: "chamber"}
    assert found["appealed=false"] == {1: None}
    assert found[""] == {1: None, APPEALED: "chamber"}
