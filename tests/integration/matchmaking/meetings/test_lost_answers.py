"""The link to the database breaks while a booking commits: nobody claims to know, and a repeat books once."""

import pytest

from services.matchmaking.app import create_app
from services.matchmaking.settings import Settings
from shared.postgres.database import Database
from tests.integration.matchmaking.hall import make_key, once, rows, slots, structures, wanted
from tests.support.lossy import asked_directly, link_to
from tests.support.service import without_broker


@pytest.mark.parametrize("delivered", [False, True])
async def test_a_booking_is_repeated_with_its_key_and_made_once(
    *, database_url: str, database: Database, delivered: bool
) -> None:
    [slot_id] = await slots(database)
    body = wanted(slot_id, *await structures(database, "Le Fournil", "La Lanterne"))
    headers = once(await make_key(database, "moderator", "53"))
    async with (
        link_to(database_url) as link,
        asked_directly(create_app(without_broker(Settings, link.url), "api")) as asked,
    ):
        # The key is looked up, and known from then on.
        assert (await asked.get("/meetings", headers=headers)).status_code == 200
        link.cut(delivered=delivered)
        lost = await asked.post("/meetings", json=body, headers=headers)
        stored = len(await rows(database, "SELECT FROM meetings"))
        again = await asked.post("/meetings", json=body, headers=headers)

    assert link.broken
    assert (503, "urn:mois-ess:probleme:issue-inconnue") == (lost.status_code, lost.json()["type"])
    assert "la même clé Idempotency-Key" in lost.json()["detail"]
    assert "retry-after" in lost.headers
    assert (201, delivered) == (again.status_code, "idempotency-replayed" in again.headers)
    assert (delivered, 1) == (stored, len(await rows(database, "SELECT FROM meetings")))
