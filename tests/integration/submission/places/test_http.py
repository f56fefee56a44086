"""``GET /places``: the register for programs."""

from shared.postgres.database import Database
from tests.integration.submission.places.known import HANGAR, QUAI, published
from tests.support.service import Client, MakeKey, bearer


async def test_a_partner_reads_places_of_a_region_by_words_and_page_by_page(
    client: Client, database: Database, make_key: MakeKey
) -> None:
    await published(database, HANGAR, QUAI)
    key = bearer(await make_key("service"))
    stranger = await client.get("/places")
    whole = (await client.get("/places", params={"region": "53"}, headers=key)).json()
    none = (await client.get("/places", params={"region": "52"}, headers=key)).json()
    found = (await client.get("/places", params={"q": "hangar"}, headers=key)).json()
    first = await client.get("/places", params={"limit": 1}, headers=key)
    second = await client.get("/places", params={"limit": 1, "cursor": first.json()["next"]}, headers=key)

    assert stranger.status_code == 401
    assert [item["name"] for item in whole["items"]] == ["Le Quai", "Le Hangar des possibles"]
    assert (none["items"], [item["commune_code"] for item in found["items"]]) == ([], ["35238"])
    assert [item["name"] for page in (first, second) for item in page.json()["items"]] == [
        "Le Quai",
        "Le Hangar des possibles",
    ]
    assert second.json()["next"] is None
