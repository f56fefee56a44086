"""An appeal against a refusal: who hears it, and that whoever refused neither reads nor decides, by whichever door."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from litestar.routes import HTTPRoute

from shared.contracts.content import Organiser
from shared.contracts.notices import NOTICES
from shared.contracts.submission import ManifestationChanged
from shared.postgres.database import Database
from tests.integration.eligibility.conftest import MakeKey
from tests.integration.eligibility.desk.working import PAGE, Moderator, tell
from tests.integration.eligibility.support import assess_all, changed, history, rows
from tests.support.builders import content
from tests.support.people import holder
from tests.support.service import Client

OWNER = str(uuid4())
REFUSAL, APPEAL = "Le sujet ne relève pas de l’ESS.", "Nos statuts parlent de réemploi solidaire."
PROGRAM = {"Accept": "application/json"}
UNNUMBERED = Organiser(name="Les Amis du canal")


def appealed(version: int = 2, against: int = 2) -> ManifestationChanged:
    return changed(
        1, version, owner=OWNER, organiser=UNNUMBERED, appeal=f"{APPEAL} ({version})", appealed_decision=against
    )


async def refuse(moderator: Moderator, database: Database, database_url: str, *, version: int = 1) -> None:
    body = {"_version": str(version), "act": "refuse", "refuse.message": REFUSAL}
    address = f"/bureau/dossiers/{UUID(int=1)}/decision"
    answer = await moderator.client.post(address, data=body, headers=moderator.key, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    await tell(database, database_url)


@pytest.fixture
async def national(client: Client, make_key: MakeKey) -> Moderator:
    return Moderator(client=client, key={**PAGE, **await make_key("national")})


@pytest.fixture
async def refused(moderator: Moderator, database: Database, database_url: str) -> None:
    """Have ``moderator`` refuse the first manifestation, as decision 2."""
    await assess_all(database, changed(1, owner=OWNER, organiser=UNNUMBERED))
    await refuse(moderator, database, database_url)


async def account(database: Database, of: Moderator) -> UUID:
    return (await holder(database, of.key["Authorization"].split()[1])).account_id


async def mailed(database: Database, kind: str) -> set[UUID]:
    found = await rows(database, "SELECT payload FROM outbox WHERE topic = $1", NOTICES["eligibility"].topic)
    notices = [NOTICES["eligibility"].decode(row["payload"]) for row in found]
    return {notice.account_id for notice in notices if notice.kind == kind}


@pytest.mark.usefixtures("refused")
async def test_an_appeal_goes_to_a_colleague_who_is_written_to_and_finds_it_by_the_filter(
    moderator: Moderator, colleague: Moderator, national: Moderator, database: Database
) -> None:
    await assess_all(database, appealed())
    queue = await colleague.client.get("/bureau?nouveaute=appealed", headers=colleague.key)
    opened = await colleague.open(1)

    assert str(UUID(int=1)) in queue.text
    assert "Réexamen (1)" in queue.text
    assert APPEAL in opened.text
    assert opened.text.index(REFUSAL) < opened.text.index(APPEAL)
    assert {await account(database, colleague)} == await mailed(database, "appeal_to_read")
    assert str(UUID(int=1)) in (await national.client.get("/bureau?region=53", headers=national.key)).text
    assert str(UUID(int=1)) not in (await moderator.client.get("/bureau", headers=moderator.key)).text


@pytest.mark.usefixtures("refused", "colleague")
async def test_whoever_refused_comes_to_the_dossier_by_no_door_while_it_is_appealed(
    moderator: Moderator, client: Client, database: Database
) -> None:
    await assess_all(database, appealed())
    opened = [await _ask(moderator, *door) for door in _doors(client)]
    together = await moderator.client.get(f"/bureau/ensemble?_d={UUID(int=1)}:3", headers=moderator.key)
    listed = await moderator.client.get("/dossiers?limit=100", headers={**moderator.key, **PROGRAM})

    assert len(opened) >= 7
    assert [each for each in opened if each[2] not in {403, 404}] == []
    assert together.status_code == 403
    assert listed.json()["items"] == []


def _doors(client: Client) -> list[tuple[str, str]]:
    return [
        (method, route.path_format)
        for route in client.app.routes
        if isinstance(route, HTTPRoute) and "{manifestation_id}" in route.path_format
        for method in route.methods
        if method != "OPTIONS"
    ]


async def _ask(moderator: Moderator, method: str, route: str) -> tuple[str, str, int]:
    path = route.replace("{manifestation_id}", str(UUID(int=1))).replace("{proof_id}", str(uuid4()))
    sent: dict[str, Any] = {"data": {"_version": "3", "act": "accept", "step": "take_on", "show": "no"}}
    headers = moderator.key
    if path.startswith("/dossiers"):
        body = {"online": False} if path.endswith("visibility") else {"verdict": "refused", "message": "Encore non."}
        sent = {"json": body}
        headers = {**moderator.key, **PROGRAM, "If-Match": '"3"'}
    answer = await moderator.client.request(method, path, headers=headers, **(sent if method == "POST" else {}))
    return method, route, answer.status_code


@pytest.mark.usefixtures("refused")
async def test_no_other_dossier_leads_whoever_refused_to_it(
    moderator: Moderator, colleague: Moderator, neighbour: Moderator, database: Database
) -> None:
    twin = changed(3, content=content(title="Portes ouvertes à la ressourcerie !"))
    await assess_all(database, appealed(), changed(2, owner=OWNER, organiser=UNNUMBERED), twin)
    here, elsewhere = f'/bureau/dossiers/{UUID(int=1)}"', changed(4, region_code="28", organiser=UNNUMBERED)
    await assess_all(database, elsewhere)
    led = {
        name: [here in (await who.open(number)).text for number in numbers]
        for name, who, numbers in (
            *(
                ("first reader", moderator, (2, 3)),
                ("second reader", colleague, (2, 3)),
                ("other region", neighbour, (4,)),
            ),
        )
    }

    assert led == {"first reader": [False, False], "second reader": [True, True], "other region": [False]}


@pytest.mark.usefixtures("refused", "moderator")
async def test_what_the_second_reader_accepts_is_accepted_and_open_to_the_first_again(
    moderator: Moderator, colleague: Moderator, database: Database, database_url: str
) -> None:
    await assess_all(database, appealed())
    body = {"_version": "3", "act": "accept", "accept.message": "Vos statuts le montrent bien."}
    await colleague.client.post(f"/bureau/dossiers/{UUID(int=1)}/decision", data=body, headers=colleague.key)
    await tell(database, database_url)

    assert [verdict for _, _, verdict, _ in await history(database, 1)] == [
        *("to_review", "refused", "to_review", "eligible")
    ]
    assert (await moderator.open(1)).status_code == 200


@pytest.mark.usefixtures("refused")
async def test_of_a_chamber_of_one_the_national_team_hears_the_appeal(
    moderator: Moderator, national: Moderator, database: Database
) -> None:
    await assess_all(database, appealed())
    queue = await national.client.get("/bureau", headers=national.key)

    assert str(UUID(int=1)) in queue.text
    assert {await account(database, national)} == await mailed(database, "appeal_to_read")
    assert (await moderator.open(1)).status_code == 403


async def test_where_all_of_the_national_team_refused_the_chamber_that_is_drawn_finds_it_and_decides_for_good(
    national: Moderator, moderator: Moderator, neighbour: Moderator, database: Database, database_url: str
) -> None:
    await assess_all(database, changed(1, owner=OWNER, organiser=UNNUMBERED))
    await refuse(national, database, database_url)
    await assess_all(database, appealed())
    queue = await neighbour.client.get("/bureau", headers=neighbour.key)
    listed = {
        name: (await who.client.get("/dossiers", headers={**who.key, **PROGRAM})).json()["items"]
        for name, who in {"drawn": neighbour, "own": moderator, "barred": national}.items()
    }
    hidden = await moderator.open(1)
    await refuse(neighbour, database, database_url, version=3)
    await assess_all(database, appealed(3, against=4))

    assert str(UUID(int=1)) in queue.text
    assert {name: len(items) for name, items in listed.items()} == {"drawn": 1, "own": 0, "barred": 0}
    assert hidden.status_code == 403
    assert {await account(database, neighbour)} == await mailed(database, "appeal_to_read")
    assert [(verdict, by) for _, _, verdict, by in await history(database, 1)] == [
        *(("to_review", "rules"), ("refused", "national"), ("to_review", "rules"), ("refused", "national")),
        ("refused", "national"),
    ]


@pytest.mark.usefixtures("refused")
async def test_the_second_appeal_is_the_national_teams_and_its_refusal_the_last(
    colleague: Moderator, national: Moderator, database: Database, database_url: str
) -> None:
    await assess_all(database, appealed())
    await refuse(colleague, database, database_url, version=3)
    await assess_all(database, appealed(3, against=4))
    hidden = await colleague.open(1)
    await refuse(national, database, database_url, version=5)
    await assess_all(database, appealed(4, against=6))

    assert hidden.status_code == 403
    assert [verdict for _, _, verdict, _ in await history(database, 1)] == [
        *("to_review", "refused", "to_review", "refused", "to_review", "refused", "refused")
    ]
