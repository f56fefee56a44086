"""What a key may do how often, and that nobody else's key is touched by it."""

from httpx import AsyncClient
from litestar import Litestar

from shared.postgres.database import Database
from tests.integration.http.conftest import IssueKey
from tests.support.people import sign_in
from tests.unit.http.sample import BASE, GOOD, client_of, problem

OWN_FORM = {"Origin": BASE}


def shown(key: str, **headers: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}", **headers}


async def propose(client: AsyncClient, key: str, number: int) -> int:
    headers = shown(key, **{"Idempotency-Key": f"demande-{number:04}"})
    return (await client.post("/proposals", json=GOOD, headers=headers)).status_code


async def test_a_burst_of_writes_with_one_key_is_cut_and_reads_and_others_go_on(
    client: AsyncClient, key: IssueKey
) -> None:
    own, other = await key(), await key()

    statuses = [await propose(client, own, number) for number in range(300)]

    assert statuses[:100] == [201] * 100
    assert 429 in statuses
    assert await propose(client, other, 1) == 201
    assert (await client.get("/mine", headers=shown(own))).status_code == 200


async def test_a_write_that_is_refused_says_when_to_send_it_again(client: AsyncClient, key: IssueKey) -> None:
    own = await key()
    while await propose(client, own, 1) != 429:
        pass

    headers = shown(own, **{"Idempotency-Key": "demande-0001"})
    refused = await client.post("/proposals", json=GOOD, headers=headers)

    if refused.status_code == 429:
        assert problem(refused)["type"] == "urn:mois-ess:probleme:trop-de-demandes"
        assert refused.headers["retry-after"] == "1"
        assert refused.headers["ratelimit-policy"] == '"writes";q=100;w=10'


async def test_nobody_uses_up_what_belongs_to_a_key_by_naming_it(client: AsyncClient, key: IssueKey) -> None:
    own = await key()
    for number in range(150):
        await propose(client, own[:-1] + ("A" if own[-1] != "A" else "B"), number)

    assert await propose(client, own, 1) == 201


async def test_a_session_counts_for_the_account_behind_it(app: Litestar, database: Database, key: IssueKey) -> None:
    async with client_of(app) as client:
        await sign_in(client, database, await key())

        answer = await client.post("/inscription", data={}, headers=OWN_FORM)

    assert answer.headers["ratelimit"].startswith('"writes";r=99')
