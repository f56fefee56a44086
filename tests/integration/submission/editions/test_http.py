"""Editions as programs read them: anybody, without a key."""

from dataclasses import replace

from shared.postgres.database import Database
from tests.support.edition import EDITION, know_editions
from tests.support.service import Client


async def test_anybody_reads_what_is_open_and_who_is_in_charge_where(client: Client) -> None:
    answer = await client.get("/editions/2026")
    edition = answer.json()
    regions = {region["region_code"]: region for region in edition["regions"]}

    assert (200, "open") == (answer.status_code, edition["state"])
    assert {
        "region_code": "53",
        "name": "Bretagne",
        "in_charge": "CRESS Bretagne",
        "contact": "bretagne@cress.exemple.fr",
        "paper_cut_off": "2026-09-12T18:00:00",
        "time_zone": "Europe/Paris",
    } == regions["53"]
    assert "équipe nationale" == regions["975"]["in_charge"]
    assert {"engagement-citoyen"} <= {theme["slug"] for theme in edition["themes"]}
    assert 304 == (await client.get("/editions/2026", headers={"If-None-Match": answer.headers["etag"]})).status_code


async def test_an_edition_in_preparation_is_nobodys_yet(client: Client, database: Database) -> None:
    archived, preparing = replace(EDITION, year=2025, state="archived"), replace(EDITION, year=2027, state="preparing")
    await know_editions(database, archived, preparing)

    assert [2026, 2025] == [edition["year"] for edition in (await client.get("/editions")).json()["items"]]
    assert 404 == (await client.get("/editions/2027")).status_code


async def test_every_region_of_the_edition_that_ships_can_be_written_to(client: Client) -> None:
    regions = (await client.get("/editions/2026")).json()["regions"]

    assert [] == [region["name"] for region in regions if not region["contact"]]
