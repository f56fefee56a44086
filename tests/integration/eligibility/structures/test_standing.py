"""A structure is told for as long as something verifies it, on a real database."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal
from uuid import UUID

import pytest

from services.eligibility.dossiers import follow_evidence
from services.eligibility.dossiers.decide import decide
from services.eligibility.dossiers.rules.ruling import Ruling
from services.eligibility.dossiers.rules.status import Status
from services.eligibility.dossiers.settle import settle
from services.eligibility.register.client import Register
from services.eligibility.structures.watch import watch
from shared.contracts.content import Organiser
from shared.contracts.eligibility import STRUCTURES
from shared.contracts.notices import NOTICES, Notice
from shared.postgres.database import Database
from tests.integration.eligibility.conftest import MakeKey
from tests.integration.eligibility.dossiers.test_assess import BRETAGNE, rule
from tests.integration.eligibility.structures.test_merge import settled
from tests.integration.eligibility.support import (
    ASSOCIATION,
    COMPANY,
    Scripted,
    assess_all,
    changed,
    keep,
    rows,
    told_decisions,
)
from tests.support.service import Client

SCOP = Status(family="cooperative", proof="scop", valid_from=date(2026, 9, 1), valid_until=date(2090, 6, 30))


class Clock:
    """Gives the present to what looks at it, and may be put forward."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def now(self, _: Any) -> datetime:
        return datetime.now(UTC) + self.ahead


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(follow_evidence, "datetime", clock)
    return clock


async def accept(database: Database, number: int, status: Status | None = None, based_on: int = 1) -> None:
    ruling = Ruling(verdict="eligible", message="Statuts vus.", status=status)
    async with database.transaction() as tx:
        await decide(tx, manifestation_id=UUID(int=number), ruling=ruling, caller=BRETAGNE, based_on=based_on)


async def told(database: Database) -> list[tuple[int, Any]]:
    """Return version and content of what was told of the one structure; None where that was its end."""
    query = "SELECT version, payload FROM outbox WHERE topic = $1 ORDER BY id"
    found = await rows(database, query, STRUCTURES.topic)
    return [(row["version"], row["payload"] and STRUCTURES.decode(row["payload"])) for row in found]


async def ended(database: Database) -> str | None:
    [row] = await rows(database, "SELECT ended FROM structures")
    reason: str | None = row["ended"]
    return reason


async def test_a_structure_whose_last_manifestation_is_withdrawn_is_told_as_gone(database: Database) -> None:
    await keep(database)
    await assess_all(database, changed(1), changed(2))
    await assess_all(database, changed(1, 2, state="withdrawn"))
    await settled(database)
    assert 1 == len(await told(database))

    await assess_all(database, changed(2, 2, state="withdrawn"))
    await settled(database)

    assert [(1, False), (2, True)] == [(version, event is None) for version, event in await told(database)]
    assert "unverified" == await ended(database)


async def test_it_comes_back_with_the_next_manifestation_under_a_later_version(database: Database) -> None:
    await keep(database)
    await assess_all(database, changed(1))
    await assess_all(database, changed(1, 2, state="withdrawn"))
    await settled(database)

    await assess_all(database, changed(2))
    await settled(database)

    assert [(1, False), (2, True), (3, False)] == [(version, event is None) for version, event in await told(database)]
    assert await ended(database) is None


async def test_a_ruling_is_told_with_family_and_end_and_ends_by_itself(database: Database, clock: Clock) -> None:
    await keep(database, COMPANY)
    await assess_all(database, changed(1))
    await accept(database, 1, SCOP)
    await settled(database)
    [(_, verified)] = await told(database)

    clock.ahead = SCOP.ends_at - datetime.now(UTC) + timedelta(seconds=1)
    await settled(database)

    assert ("cooperative", SCOP.ends_at) == (verified.legal_family, verified.verified_until)
    assert (2, None) == (await told(database))[-1]
    assert "expired" == await ended(database)
    assert {"famille": "cooperative", "preuve": "scop", "du": "2026-09-01", "au": "2090-06-30"}.items() <= (
        (await told_decisions(database))[-1].reasons[-1].facts.items()
    )


async def test_a_later_ruling_puts_the_end_off(database: Database) -> None:
    await keep(database, COMPANY)
    await assess_all(database, changed(1), changed(2))
    await accept(database, 1, SCOP)
    later = replace(SCOP, valid_until=date(2091, 6, 30))
    await accept(database, 2, later)
    await settled(database)

    assert later.ends_at == (await told(database))[-1][1].verified_until


async def test_a_chamber_that_changes_its_mind_ends_what_it_verified(database: Database) -> None:
    await keep(database, COMPANY)
    await assess_all(database, changed(1))
    await accept(database, 1)
    await settled(database)
    await rule(database, 1, Ruling(verdict="refused", message="Statuts non conformes."), based_on=2)
    await settled(database)

    assert (2, None) == (await told(database))[-1]


@pytest.mark.parametrize("state", ["C", "A"])
async def test_a_company_that_has_ceased_since_is_told_as_gone_within_a_look_at_the_register(
    database: Database, scripted: Scripted, register: Register, state: Literal["A", "C"]
) -> None:
    await keep(database, COMPANY)
    await assess_all(database, changed(1))
    await accept(database, 1)
    scripted.knows(replace(COMPANY, state=state))

    gone = await watch(database, register)
    again = await watch(database, register)
    await settled(database)

    assert (1 if state == "C" else 0, 0, 1) == (gone, again, len(scripted.asked))
    assert ("ceased" if state == "C" else None) == await ended(database)


async def test_an_association_that_left_the_register_of_companies_lives_on(
    database: Database, scripted: Scripted, register: Register
) -> None:
    await keep(database)
    await assess_all(database, changed(1))
    scripted.knows(replace(ASSOCIATION, state="C"))

    assert 0 == await watch(database, register)
    assert await ended(database) is None


async def test_a_silent_register_ends_nobody_and_is_asked_again(
    database: Database, scripted: Scripted, register: Register
) -> None:
    await keep(database)
    await assess_all(database, changed(1))
    scripted.fails()

    await watch(database, register)
    asked = len(scripted.asked)
    await watch(database, register)

    assert len(scripted.asked) > asked
    assert await ended(database) is None


async def test_workers_that_verify_and_unverify_side_by_side_leave_what_is_so(database: Database) -> None:
    await keep(database)
    await assess_all(database, *(changed(number) for number in range(1, 13)))

    async def withdraw(start: int) -> None:
        for number in range(start, 13, 3):
            await assess_all(database, changed(number, 2, state="withdrawn"))
            await settle(database)

    await asyncio.gather(*(withdraw(start) for start in (1, 2, 3)))
    await settled(database)
    assert (await told(database))[-1][1] is None

    await asyncio.gather(*(assess_all(database, changed(number, 3)) for number in range(1, 13)))
    await settled(database)
    assert (await told(database))[-1][1] is not None


async def test_days_that_cannot_be_are_refused_with_a_sentence(
    client: Client, database: Database, make_key: MakeKey
) -> None:
    await keep(database, COMPANY)
    await assess_all(database, changed(1))
    chamber = await make_key("moderator", "53") | {"If-Match": '"1"'}
    address = f"/dossiers/{UUID(int=1)}/decisions"
    body = {"verdict": "eligible", "message": "Agrément vu.", "status": {"proof": "esus", "valid_until": "2020-01-01"}}

    refused = await client.post(address, json=body, headers=chamber)
    body["status"] = {"proof": "esus", "family": "commercial", "valid_from": "2026-03-01", "valid_until": "2031-03-01"}
    accepted = await client.post(address, json=body, headers=chamber)

    assert (422, "/status/valid_until") == (refused.status_code, refused.json()["errors"][0]["pointer"])
    assert "1er janvier 2020" in refused.json()["errors"][0]["message"]
    assert 201 == accepted.status_code
    assert "2031-03-01" == accepted.json()["reasons"][-1]["facts"]["au"]


async def test_a_chamber_sees_which_rulings_are_about_to_end(
    client: Client, database: Database, make_key: MakeKey
) -> None:
    today = datetime.now(UTC).date()
    await keep(database, COMPANY)
    await keep(database, replace(COMPANY, siren="999999022"), "999999022")
    other = Organiser(name="La Ressourcerie du canal", siren="999999022")
    await assess_all(database, changed(1), changed(2, organiser=other))
    for number, days in ((1, 20), (2, 40)):
        ending = Status(family=None, proof="esus", valid_from=today, valid_until=today + timedelta(days=days))
        await accept(database, number, ending)
    chamber, elsewhere = await make_key("moderator", "52"), await make_key("moderator", "11")

    async def listed(query: str, headers: dict[str, str]) -> list[str]:
        answer = (await client.get(f"/structures{query}", headers=headers)).json()
        return [item["verified_until"][:10] for item in answer["items"]]

    soon, later = (str(today + timedelta(days=days)) for days in (20, 40))
    assert [soon, later] == await listed("", chamber)
    assert [soon] == await listed("?days=30", chamber)
    assert [] == await listed("", elsewhere)
    first = (await client.get("/structures?limit=1", headers=chamber)).json()
    assert [later] == await listed(f"?limit=1&cursor={first['next']}", chamber)


async def test_who_speaks_for_a_structure_is_written_to_once_before_its_ruling_ends(database: Database) -> None:
    today, account = datetime.now(UTC).date(), UUID(int=0xACC)
    await keep(database, COMPANY)
    await assess_all(database, changed(1, owner=str(account)))
    ending = Status(family=None, proof="esus", valid_from=today, valid_until=today + timedelta(days=20))
    await accept(database, 1, ending)

    await asyncio.gather(*(settled(database) for _ in range(3)))
    [notice] = await notices(database)
    assert (account, "status_ends") == (notice.account_id, notice.kind)
    assert "LA RESSOURCERIE DU CANAL" in notice.subject

    later = replace(ending, valid_until=today + timedelta(days=90))
    await accept(database, 1, later, based_on=2)
    await settled(database)
    assert 1 == len(await notices(database))


async def notices(database: Database) -> list[Notice]:
    stream = NOTICES["eligibility"]
    found = await rows(database, "SELECT payload FROM outbox WHERE topic = $1 ORDER BY id", stream.topic)
    return [stream.decode(row["payload"]) for row in found]
