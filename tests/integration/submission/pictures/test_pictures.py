"""A picture is sent, shown by a manifestation, and forgotten once nothing shows it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.submission.pictures import require
from services.submission.pictures.tend import forget_unused
from shared.objects.store import Objects
from shared.postgres.database import Database
from tests.integration.submission.manifestations.test_http import headers, submitted
from tests.support.photos import picture
from tests.support.service import Client, MakeKey
from tests.support.submission import registration_body

SHOWN = {"alt": "Deux personnes réparent un grille-pain.", "credit": "Les Roues libres"}


@pytest.fixture
def objects(media_url: str) -> Objects:
    return Objects(media_url)


async def sent(client: Client, key: str, content: bytes) -> dict[str, Any]:
    answer = await client.post("/pictures", content=content, headers=headers(key, Content_Type="image/jpeg"))
    assert answer.status_code == 201, answer.text
    document: dict[str, Any] = answer.json()
    return document


async def files(objects: Objects) -> list[str]:
    return sorted([found.key.rpartition("/")[2] async for found in objects.list("images")])


async def test_a_picture_is_kept_in_its_sizes_and_the_same_again_is_the_same(
    client: Client, make_key: MakeKey, objects: Objects
) -> None:
    key = await make_key("organiser")
    first, again = [await sent(client, key, picture()) for _ in range(2)]

    assert first == again
    assert (first["width"], first["height"]) == (1200, 800)
    assert first["url"].endswith(f"/images/{first['sha256']}/1200x800.jpg")
    assert first["prints"] == "Assez grande pour 8 cm à 300 dpi."
    assert ["1200x800.jpg", "480.jpg", "480.webp", "960.jpg", "960.webp"] == await files(objects)


async def test_a_narrow_picture_says_that_it_is_for_the_site_alone(client: Client, make_key: MakeKey) -> None:
    answer = await sent(client, await make_key("organiser"), picture(700, 500))

    assert answer["prints"].startswith("Trop petite pour 8 cm à 300 dpi : 700 pixels de large, il en faut 945.")


async def test_a_manifestation_shows_it_with_words_for_those_who_do_not_see_it(
    client: Client, make_key: MakeKey
) -> None:
    key = await make_key("organiser")
    found = await sent(client, key, picture())
    document = await submitted(client, key, image={"url": found["url"], **SHOWN})
    unchanged = await client.put(
        f"/manifestations/{document['manifestation_id']}",
        json=registration_body(image={"url": found["url"], **SHOWN}),
        headers=headers(key, If_Match='"1"'),
    )

    expected = {name: found[name] for name in ("url", "sha256", "width", "height")}
    assert document["content"]["image"] == {**expected, **SHOWN}
    assert unchanged.json()["version"] == 1


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"alt": ""}, "/image/alt"),
        ({"credit": None}, "/image/credit"),
        ({"url": "https://ailleurs.example/photo.jpg"}, "/image/url"),
        ({"url": f"http://127.0.0.1:8003/images/{'0' * 64}/1200x800.jpg"}, "/image/url"),
    ],
)
async def test_a_picture_without_words_or_from_elsewhere_is_refused_everywhere(
    client: Client, make_key: MakeKey, changes: dict[str, Any], pointer: str
) -> None:
    key = await make_key("organiser")
    found = await sent(client, key, picture())
    document = await submitted(client, key)
    body = registration_body(image={"url": found["url"], **SHOWN, **changes}, another_because=None, title="Autre titre")
    once, address = headers(key, Idempotency_Key="une-seule-fois"), f"/manifestations/{document['manifestation_id']}"
    answers = [
        await client.post("/manifestations", json=body, headers=once),
        await client.put(address, json=body, headers=headers(key, If_Match='"1"')),
        await client.put("/manifestations/by-reference/agenda-42", json=body, headers=headers(key)),
    ]
    forecast = await client.post("/manifestations/validation", json=body, headers=headers(key))

    for problem in (*(answer.json() for answer in answers), forecast.json()["problem"]):
        assert (problem["status"], problem["errors"][0]["pointer"]) == (422, pointer)


async def test_a_manifestation_shows_so_many_pictures_in_all_of_its_versions_and_goes_back_to_any(
    client: Client, make_key: MakeKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(require, "MOST_OF_ONE", 2)
    key = await make_key("organiser")
    document = await submitted(client, key)
    address, taken = f"/manifestations/{document['manifestation_id']}", []
    for version, width in enumerate((500, 600, 700, 500), 1):
        found = await sent(client, key, picture(width, 480))
        body = registration_body(image={"url": found["url"], **SHOWN})
        known = headers(key, If_Match=f'"{min(version, 3)}"')
        taken.append(await client.put(address, json=body, headers=known))

    assert [200, 200, 422, 200] == [answer.status_code for answer in taken]
    [fault] = taken[2].json()["errors"]
    assert ("/image/url", "pictures_of_one") == (fault["pointer"], fault["code"])
    assert "déjà montré 2 images différentes" in fault["message"]


async def test_what_is_no_picture_is_refused_with_a_way_out(client: Client, make_key: MakeKey) -> None:
    key = await make_key("organiser")
    answer = await client.post("/pictures", content=b"%PDF-1.7", headers=headers(key))

    assert answer.status_code == 422
    assert "JPEG, PNG ou WebP" in answer.json()["errors"][0]["message"]


async def test_what_nothing_shows_is_forgotten_after_thirty_days_with_its_files(
    client: Client, make_key: MakeKey, database: Database, objects: Objects, now: datetime
) -> None:
    key = await make_key("organiser")
    shown, unused = await sent(client, key, picture()), await sent(client, key, picture(700, 500))
    await submitted(client, key, image={"url": shown["url"], **SHOWN})

    assert await forget_unused(database, objects, now=now + timedelta(days=20)) == 0
    await forget_unused(database, objects, now=now + timedelta(days=40))

    async with database.transaction(readonly=True) as tx:
        assert [shown["sha256"]] == [row["sha256"] for row in await tx.fetch("SELECT sha256 FROM pictures")]
    assert "700x500.jpg" not in await files(objects)
    assert "1200x800.jpg" in await files(objects)
    assert unused["sha256"] != shown["sha256"]


async def test_files_that_no_row_names_go_too(database: Database, objects: Objects) -> None:
    await objects.put(f"images/ab/{'ab' * 32}/480.webp", b"left behind by a crash", media_type="image/webp")

    assert await forget_unused(database, objects, now=datetime.now(UTC) + timedelta(hours=2)) == 1
    assert [] == await files(objects)
