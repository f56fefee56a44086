import pytest
from httpx import AsyncClient

from shared.postgres.database import Database
from tests.integration.http.conftest import IssueKey
from tests.support.people import revoke_key
from tests.support.service import bearer
from tests.unit.http.sample import GOOD, problem


async def test_a_key_says_who_is_asking(client: AsyncClient, key: IssueKey) -> None:
    response = await client.get("/mine", headers=bearer(await key("moderator", "53")))

    assert response.json() == {"name": "", "role": "moderator", "region": "53"}


async def test_the_text_of_a_key_is_nowhere_in_the_database(database: Database, key: IssueKey) -> None:
    secret = (await key()).split("_", 2)[2]

    async with database.transaction(readonly=True) as tx:
        row = str(await tx.fetchrow("SELECT * FROM known_accounts"))

    assert secret not in row


@pytest.mark.parametrize(
    "spoil", [lambda key: key[:-1] + ("a" if key[-1] != "a" else "b"), lambda key: key + "a", str.upper]
)
async def test_a_key_that_is_not_exact_is_refused(client: AsyncClient, key: IssueKey, spoil: object) -> None:
    assert callable(spoil)
    response = await client.get("/mine", headers=bearer(spoil(await key())))

    assert response.status_code == 401
    assert response.headers["www-authenticate"].startswith("Bearer")
    problem(response)


@pytest.mark.parametrize("header", ["", "Basic abc", "Bearer", "moisess_01234567_x"])
async def test_another_kind_of_authorization_is_refused(client: AsyncClient, header: str) -> None:
    assert (await client.get("/mine", headers={"Authorization": header})).status_code == 401


async def test_a_revoked_key_opens_nothing_more(client: AsyncClient, database: Database, key: IssueKey) -> None:
    own = await key()
    await revoke_key(database, own)

    assert (await client.get("/mine", headers=bearer(own))).status_code == 401


async def test_a_role_opens_its_own_doors_only(client: AsyncClient, key: IssueKey) -> None:
    response = await client.post(
        "/proposals", json=GOOD, headers={**bearer(await key("service")), "Idempotency-Key": "essai-1234"}
    )

    document = problem(response)
    assert (response.status_code, document["type"]) == (403, "urn:mois-ess:probleme:acces-refuse")
    assert "« organisateur ou équipe nationale »" in document["detail"]


@pytest.mark.parametrize(
    ("role", "region_code", "status"),
    [("moderator", "53", 200), ("moderator", "52", 403), ("national", None, 200), ("organiser", None, 403)],
)
async def test_a_region_is_open_to_its_chamber_and_to_the_national_team(
    client: AsyncClient, key: IssueKey, role: str, region_code: str | None, status: int
) -> None:
    response = await client.get("/regions/53", headers=bearer(await key(role, region_code)))

    assert response.status_code == status


async def test_ready_on_a_migrated_database(operators: AsyncClient) -> None:
    response = await operators.get("/health/ready")

    assert response.json() == {
        "status": "ok",
        "checks": {"database": {"status": "ok"}, "migrations": {"status": "ok"}},
    }


async def test_a_missing_migration_is_named(operators: AsyncClient, database: Database) -> None:
    async with database.transaction() as tx:
        await tx.execute("DELETE FROM schema_migrations WHERE version = '0033'")

    response = await operators.get("/health/ready")

    assert problem(response)["checks"]["migrations"] == {"status": "fault", "detail": "migrations manquantes : 0033"}
