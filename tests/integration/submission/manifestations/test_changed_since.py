"""A partner asks what has become of its own since it asked last."""

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote
from uuid import UUID

import pytest

from services.submission.manifestations.follow import follow
from services.submission.manifestations.rules.decisions import last_decision_of
from shared.postgres.database import Database
from tests.integration.submission.manifestations.test_http import headers, submitted
from tests.support.builders import eligibility_decided
from tests.support.service import Client, MakeKey


@pytest.fixture
def now() -> datetime:
    """Give this very moment: the database has its own clock for what it hears."""
    return datetime.now(UTC)


async def changed(client: Client, key: str, since: str, more: str = "") -> dict[str, Any]:
    answer = await client.get(f"/manifestations?mine&changed_since={quote(since)}{more}", headers=headers(key))
    assert answer.status_code == 200, answer.text
    document: dict[str, Any] = answer.json()
    return document


async def test_what_changed_comes_in_the_order_of_its_changes_page_by_page(client: Client, make_key: MakeKey) -> None:
    key = await make_key("service")
    for number in range(5):
        await submitted(client, key, title=f"Titre {number}")
    since, titles, cursor, pages = "2026-01-01T00:00:00+01:00", [], "", 0
    while True:
        page = await changed(client, key, since, f"&limit=2{cursor}")
        titles += [item["content"]["title"] for item in page["items"]]
        pages += 1
        if page["next"] is None:
            break
        assert page["changed_until"] is None
        cursor = f"&cursor={page['next']}"

    assert ([f"Titre {number}" for number in range(5)], 3) == (titles, pages)
    later = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    assert [] == (await changed(client, key, later))["items"]


async def test_where_to_go_on_is_a_little_before_now_and_never_before_what_was_asked(
    client: Client, make_key: MakeKey, now: datetime
) -> None:
    key = await make_key("service")
    page = await changed(client, key, "2026-01-01T00:00:00+01:00")
    until = datetime.fromisoformat(page["changed_until"])

    assert timedelta(0) < now - until < timedelta(minutes=2)
    later = (now + timedelta(days=1)).isoformat()
    assert datetime.fromisoformat((await changed(client, key, later))["changed_until"]) == now + timedelta(days=1)


async def test_what_was_withdrawn_is_among_it_and_says_so(client: Client, make_key: MakeKey) -> None:
    key = await make_key("service")
    await submitted(client, key, external_id="agenda-42")
    await client.post("/manifestations/by-reference/agenda-42/withdrawal", headers=headers(key))
    [item] = (await changed(client, key, "2026-01-01T00:00:00Z"))["items"]

    assert ("agenda-42", "withdrawn", 2) == (item["external_id"], item["state"], item["version"])


async def test_what_a_chamber_decided_is_among_it(client: Client, make_key: MakeKey, database: Database) -> None:
    key = await make_key("service")
    document = await submitted(client, key)
    since = (datetime.now(UTC) + timedelta(seconds=2)).isoformat()
    assert [] == (await changed(client, key, since))["items"]
    decision = eligibility_decided(manifestation_id=UUID(document["manifestation_id"]), judged_version=1)
    async with database.transaction() as tx:
        await follow(tx, [last_decision_of(decision)])
        await tx.execute("UPDATE decisions_heard_at SET heard_at = heard_at + interval '1 minute'")

    [item] = (await changed(client, key, since))["items"]
    assert item["status"]["verdict"] == "eligible"


@pytest.mark.parametrize("written", ["hier", "2026-11-01", "1762000000", "2026-11-01T00:00:00"])
async def test_a_moment_that_cannot_be_read_is_named(client: Client, make_key: MakeKey, written: str) -> None:
    answer = await client.get(f"/manifestations?changed_since={written}", headers=headers(await make_key("service")))

    assert (422, "/changed_since") == (answer.status_code, answer.json()["errors"][0]["pointer"])


async def test_a_plus_sign_that_nobody_encoded_is_understood(client: Client, make_key: MakeKey) -> None:
    address = "/manifestations?changed_since=2026-11-01T00:00:00+01:00"
    assert (await client.get(address, headers=headers(await make_key("service")))).status_code == 200


async def test_a_cursor_of_the_other_list_is_refused(client: Client, make_key: MakeKey) -> None:
    key = await make_key("service")
    for number in range(2):
        await submitted(client, key, title=f"Titre {number}")
    other = (await client.get("/manifestations?mine&limit=1", headers=headers(key))).json()["next"]
    answer = await client.get(
        f"/manifestations?changed_since=2026-01-01T00:00:00Z&cursor={other}", headers=headers(key)
    )

    assert (422, "/cursor") == (answer.status_code, answer.json()["errors"][0]["pointer"])
