import asyncio
import contextlib
from typing import Any

import pytest
from httpx import AsyncClient, Response

from shared.http.retention import purge
from shared.idempotency.repeatable import Answer, Repeatable
from shared.idempotency.store import keep_answer
from shared.postgres.database import Database
from tests.integration.http.conftest import IssueKey
from tests.support.eventually import eventually
from tests.support.people import holder
from tests.unit.http.sample import GOOD, problem

REPEAT_KEY = "4f7f0b0e-essai"


async def propose(client: AsyncClient, key: str, repeat_key: str | None = REPEAT_KEY, **changes: Any) -> Response:
    headers = {"Authorization": f"Bearer {key}"} | ({"Idempotency-Key": repeat_key} if repeat_key else {})
    return await client.post("/proposals", json={**GOOD, **changes}, headers=headers)


class Broken(Exception):
    """The first request breaks off."""


async def somebody_waits(database: Database) -> bool:
    async with database.transaction(readonly=True) as tx:
        return bool(
            await tx.fetchval(
                "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
            )
        )


async def works(database: Database) -> int:
    async with database.transaction(readonly=True) as tx:
        return int(await tx.fetchval("SELECT count(*) FROM works"))


async def test_a_repeated_request_gets_the_first_answer_and_the_work_is_done_once(
    client: AsyncClient, database: Database, key: IssueKey
) -> None:
    own = await key()

    first, second = await propose(client, own), await propose(client, own)

    assert first.status_code == 201
    assert "idempotency-replayed" not in first.headers
    assert (second.status_code, second.content) == (201, first.content)
    assert (second.headers["location"], second.headers["etag"]) == (f"/proposals/{first.json()['id']}", '"1"')
    assert second.headers["idempotency-replayed"] == "true"
    assert await works(database) == 1


async def test_ten_requests_at_once_with_one_key_do_the_work_once(
    client: AsyncClient, database: Database, key: IssueKey
) -> None:
    own = await key()

    responses = await asyncio.gather(*(propose(client, own) for _ in range(10)))

    [(status, _)] = {(response.status_code, response.content) for response in responses}
    assert status == 201
    assert sorted("idempotency-replayed" in response.headers for response in responses) == [False] + [True] * 9
    assert await works(database) == 1


async def test_a_request_waits_for_the_first_and_does_the_work_if_that_one_fails(
    client: AsyncClient, database: Database, key: IssueKey
) -> None:
    own = await key()
    who = await holder(database, own)
    with contextlib.suppress(Broken):
        async with database.transaction() as tx:
            first = Repeatable(scope=f"account:{who.account_id}", key=REPEAT_KEY, request_sha256="x")
            await keep_answer(tx, first, Answer.of(201, None))
            second = asyncio.create_task(propose(client, own))
            await eventually(lambda: somebody_waits(database))
            raise Broken
    response = await second

    assert response.status_code == 201
    assert "idempotency-replayed" not in response.headers
    assert await works(database) == 1


async def test_the_same_key_with_another_body_is_refused(
    client: AsyncClient, database: Database, key: IssueKey
) -> None:
    own = await key()
    await propose(client, own)

    response = await propose(client, own, title="Autre chose")

    document = problem(response)
    assert (response.status_code, document["type"]) == (422, "urn:mois-ess:probleme:idempotency-key-deja-employee")
    assert await works(database) == 1


@pytest.mark.parametrize("repeat_key", [None, "court", "a" * 201, "avec espace"])
async def test_without_a_usable_key_nothing_is_done(
    client: AsyncClient, database: Database, key: IssueKey, repeat_key: str | None
) -> None:
    response = await propose(client, await key(), repeat_key)

    document = problem(response)
    assert (response.status_code, document["type"]) == (400, "urn:mois-ess:probleme:idempotency-key-absente")
    assert await works(database) == 0


async def test_quotes_around_the_key_make_no_difference(client: AsyncClient, key: IssueKey) -> None:
    own = await key()
    await propose(client, own)

    response = await propose(client, own, f'"{REPEAT_KEY}"')

    assert response.headers["idempotency-replayed"] == "true"


async def test_two_callers_may_use_the_same_key(client: AsyncClient, database: Database, key: IssueKey) -> None:
    await propose(client, await key())
    await propose(client, await key())

    assert await works(database) == 2


async def test_a_refused_request_leaves_nothing_and_may_be_tried_again(
    client: AsyncClient, database: Database, key: IssueKey
) -> None:
    own = await key()

    refused = await propose(client, own, title="Refusée")
    again = await propose(client, own)

    assert (refused.status_code, problem(refused)["detail"]) == (409, "Ce créneau est pris.")
    assert again.status_code == 201
    assert await works(database) == 1


async def test_answers_are_forgotten_after_seven_days(client: AsyncClient, database: Database, key: IssueKey) -> None:
    own = await key()
    await propose(client, own)
    await propose(client, own, "autre-cle-plus-jeune")
    async with database.transaction() as tx:
        await tx.execute(
            "UPDATE idempotency_keys SET created_at = now() - interval '7 days 1 minute' WHERE key = $1", REPEAT_KEY
        )
        await purge(tx)
        left = await tx.fetchval("SELECT array_agg(key) FROM idempotency_keys")

    assert left == ["autre-cle-plus-jeune"]
