from datetime import UTC, datetime

from shared.postgres.database import Database
from tests.integration.matchmaking.hall import sign_in, slots
from tests.support.service import Client


async def test_the_start_leads_to_the_list_of_events(client: Client, database: Database) -> None:
    empty = await client.get("/", headers={"Accept": "text/html"})
    assert "Aucune rencontre n’est encore annoncée" in empty.text

    for day in (14, 15):
        await slots(database, starts_at=datetime(2026, 11, day, 9, 0, tzinfo=UTC))

    page = (await client.get("/rencontres", headers={"Accept": "text/html"})).text
    assert page.index("<p>Dimanche\N{NO-BREAK SPACE}15") < page.index("<p>Samedi\N{NO-BREAK SPACE}14")


async def test_the_list_is_kept_by_caches_for_strangers_alone(client: Client, database: Database) -> None:
    stranger = await client.get("/rencontres", headers={"Accept": "text/html"})
    await sign_in(client, database, "organiser")
    signed_in = await client.get("/rencontres", headers={"Accept": "text/html"})

    assert (stranger.headers["cache-control"], signed_in.headers["cache-control"]) == ("public, no-cache", "no-store")
    assert "Se déconnecter" in signed_in.text
    assert "Cookie" in stranger.headers["vary"]
