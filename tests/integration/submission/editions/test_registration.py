"""From when and until when one registers, and what an archived edition still takes."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from services.submission.editions.move import archive_edition
from services.submission.editions.save import save
from shared.postgres.database import Database
from tests.support.edition import EDITION
from tests.support.eventually import eventually
from tests.support.service import Client, MakeKey, bearer
from tests.support.submission import registration_body

HOUR = timedelta(hours=1)


async def set_edition(database: Database, **fields: object) -> None:
    async with database.transaction() as tx:
        await save(tx, replace(EDITION, **fields))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "code", "said"),
    [
        ({"registration_opens_at": HOUR}, "inscriptions-pas-ouvertes", "ouvrent le mardi"),
        ({"registration_closes_at": -HOUR}, "inscriptions-closes", "closes depuis le mardi"),
    ],
)
async def test_outside_registration_both_doors_say_when_it_is(
    *,
    client: Client,
    database: Database,
    make_key: MakeKey,
    now: datetime,
    fields: dict[str, timedelta],
    code: str,
    said: str,
) -> None:
    await set_edition(database, **{name: now + shift for name, shift in fields.items()})
    key = bearer(await make_key("organiser"))

    refused = await client.post(
        "/manifestations", json=registration_body(), headers={**key, "Idempotency-Key": "the-first-time"}
    )
    page = await client.get("/inscription", headers={**key, "Accept": "text/html"})

    assert (refused.status_code, page.status_code) == (409, 409)
    assert refused.json()["type"].endswith(code)
    assert said in refused.json()["detail"]
    assert said in page.text.replace("&nbsp;", " ")


async def test_after_the_closing_a_repeat_gets_its_answer_and_what_is_registered_can_be_changed(
    client: Client, database: Database, make_key: MakeKey, now: datetime
) -> None:
    headers = {**bearer(await make_key("organiser")), "Idempotency-Key": "only-once"}
    first = await client.post("/manifestations", json=registration_body(), headers=headers)
    await set_edition(database, registration_closes_at=now - HOUR)

    async def closed() -> bool:
        other = {**headers, "Idempotency-Key": str(uuid4())}
        return (await client.post("/manifestations", json=registration_body(), headers=other)).status_code == 409

    await eventually(closed)
    repeated = await client.post("/manifestations", json=registration_body(), headers=headers)
    assert (repeated.status_code, repeated.json()) == (201, first.json())
    amended = await client.patch(
        first.headers["Location"].removeprefix("http://127.0.0.1:8001"),
        json={"title": "Autre titre"},
        headers={**headers, "If-Match": '"1"', "Content-Type": "application/merge-patch+json"},
    )
    assert amended.status_code == 200


async def test_an_archived_edition_is_read_and_takes_nothing(
    client: Client, database: Database, make_key: MakeKey, now: datetime
) -> None:
    key = bearer(await make_key("organiser"))
    first = await client.post(
        "/manifestations", json=registration_body(), headers={**key, "Idempotency-Key": "the-first-time"}
    )
    address = f"/manifestations/{first.json()['manifestation_id']}"
    async with database.transaction() as tx:
        await archive_edition(tx, 2026, now=now)

    async def archived() -> bool:
        refused = await client.post(f"{address}/withdrawal", headers={**key, "If-Match": '"7"'})
        return refused.status_code == 409 and refused.json()["type"].endswith("edition-archivee")

    await eventually(archived)
    amended = await client.put(address, json=registration_body(title="Autre"), headers={**key, "If-Match": '"1"'})
    again = await client.post(
        "/manifestations", json=registration_body(), headers={**key, "Idempotency-Key": "the-second-time"}
    )
    assert (amended.status_code, again.status_code) == (409, 409)
    assert (await client.get(address, headers=key)).status_code == 200
    assert (
        "se lit, et ne se modifie plus"
        in (
            await client.get(address.replace("manifestations", "inscription"), headers={**key, "Accept": "text/html"})
        ).text
    )
